"""Words of the page can be read in both themes: their contrast is what WCAG 2 asks for."""

from typing import Any

import pytest

pytestmark = pytest.mark.browser

_FAINT = """() => {
  const parse = (color) => {
    const parts = color.match(/[\\d.]+/g).map(Number);
    const unit = color.startsWith("color(srgb") ? 255 : 1;
    return { rgb: parts.slice(0, 3).map((part) => part * unit), alpha: parts[3] ?? 1 };
  };
  const lay = ({ rgb, alpha }, under) => rgb.map((part, at) => part * alpha + under[at] * (1 - alpha));
  const light = (rgb) => {
    const [red, green, blue] = rgb.map((part) => {
      const share = part / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const around = (node) => {
    const found = [];
    for (let at = node; at; at = at.parentElement ?? at.getRootNode().host) found.push(getComputedStyle(at));
    return found;
  };
  const faint = [];
  const visit = (root) => {
    for (const node of root.querySelectorAll("*")) {
      if (node.shadowRoot) visit(node.shadowRoot);
      const texts = [...node.childNodes].filter((one) => one.nodeType === 3);
      const words = texts.map((one) => one.data).join("").trim();
      const box = node.getBoundingClientRect();
      if (!words || !box.width || !box.height) continue;
      // The days above a slider move with its handles, on whose color they do not stand; icons are no words.
      if (node.closest("[data-testid=stSlider], [data-testid=stIconMaterial], :disabled")) continue;
      const styles = around(node);
      const opacity = styles.reduce((all, style) => all * style.opacity, 1);
      if (opacity < 0.05 || styles[0].visibility === "hidden") continue;
      const layers = styles.map((style) => parse(style.backgroundColor)).reverse();
      const under = layers.reduce((rgb, one) => lay(one, rgb), [255, 255, 255]);
      const own = parse(styles[0].color);
      const seen = lay({ rgb: own.rgb, alpha: own.alpha * opacity }, under);
      const [less, more] = [light(seen), light(under)].sort((a, b) => a - b);
      const size = parseFloat(styles[0].fontSize);
      const least = size >= 24 || (size >= 18.66 && styles[0].fontWeight >= 700) ? 3 : 4.5;
      const contrast = (more + 0.05) / (less + 0.05);
      if (contrast < least) faint.push(`${contrast.toFixed(2)} ${words.slice(0, 60)}`);
    }
  };
  visit(document);
  return faint;
}"""


@pytest.fixture(params=["light", "dark"])
def themed(request: Any, page_tab: Any, address: str) -> Any:
    """A visit in either theme."""
    page_tab.page.emulate_media(color_scheme=request.param)
    page_tab.open(address)
    yield page_tab
    page_tab.page.emulate_media(color_scheme="light")


def test_words_of_the_page_stand_out_from_what_is_behind_them(themed):
    themed.entry("Harbin").locator(".head").click()
    themed.settle()

    assert themed.page.evaluate(_FAINT) == []


def test_words_of_a_correction_stand_out_from_what_is_behind_them(themed):
    themed.entry("Harbin").locator(".head").click()
    themed.page.get_by_role("button", name="Wrong? Correct it").click()
    dialog = themed.page.get_by_role("dialog")
    themed.settle()
    dialog.get_by_role("tab", name="What, who and when").click()
    dialog.get_by_text("Towards whom").wait_for()

    assert themed.page.evaluate(_FAINT) == []
    themed.page.keyboard.press("Escape")


def test_words_of_each_tab_stand_out_from_what_is_behind_them(themed):
    faint = {}
    for tab in ("Text", "Charts", "Figures", "Corrections", "Export"):
        themed.open_tab(tab)
        faint[tab] = themed.page.evaluate(_FAINT)

    assert not any(faint.values()), faint
