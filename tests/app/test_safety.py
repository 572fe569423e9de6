"""Hostile inputs on the whole page: shown as text, refused by name, and seen by nobody else."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geomap.app.cache import find_all, make_view
from geomap.app.exporting import save_workspace
from geomap.app.filters import Filters
from geomap.app.workspace import open_workspace

ROOT = Path(__file__).resolve().parents[2]
ARTICLE = b"Russian President Vladimir Putin visited Harbin, China, on Friday for talks."
SECRET = b"Rebels shelled the town of Goma on Monday. The password is sesame-9041."
HOSTILE_NAMES = (
    "<img src=x onerror=alert(1)>.txt",
    "../../etc/passwd.txt",
    "{{7*7}}.txt",
    ":red[x] **b** [a](javascript:alert(1)).txt",
    "\u202egnp.txt",
)


def visit() -> AppTest:
    return AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=300).run()


def upload(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    app.radio(key="origin").set_value(app.radio(key="origin").options[2]).run()
    return app.file_uploader(key="uploads-0").set_value([(*file, "text/plain") for file in files]).run()


def everything(app: AppTest) -> str:
    """All that the page sends to the browser, as one text."""
    waiting, sent = [app._tree], []
    while waiting:
        block = waiting.pop()
        for child in block.children.values():
            if hasattr(child, "children"):
                waiting.append(child)
            sent.append(str(child.proto))
    return "\n".join(sent)


def warnings(app: AppTest) -> str:
    return "\n".join(element.value for element in (*app.warning, *app.error))


def packed(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, entry in files.items():
            archive.writestr(zipfile.ZipInfo(name), entry, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def test_a_hostile_file_name_is_shown_as_text():
    app = upload(visit(), *((name, b"") for name in HOSTILE_NAMES), ("good.txt", ARTICLE))

    assert not app.exception
    said = warnings(app)
    assert "passwd" in said
    for markup in ("<img", ":red[x", "*b*", "](javascript", "{{"):
        assert not re.search(rf"(?<!\\){re.escape(markup)}", said), markup
    assert not [element for element in app.markdown if element.allow_html and "onerror" in element.value]


def test_a_bad_archive_is_refused_by_entry_and_the_rest_goes_on():
    content = packed(
        {
            "../../evil.txt": ARTICLE,
            "bomb.txt": b"a" * 5_000_000,
            "inner.zip": packed({"a.txt": ARTICLE}),
            "good.txt": ARTICLE,
        }
    )

    app = upload(visit(), ("articles.zip", content))

    assert not app.exception
    for reason in ("leads out of the archive", "times its size", "archive within an archive"):
        assert reason in warnings(app)
    assert "Harbin" in everything(app)


def test_no_path_and_no_traceback_is_shown():
    files = [("a.pdf", b"%PDF-1.4 broken"), ("b.zip", b"PK"), ("c.html", b"<p>" * 9), ("d.jsonl", b"{" * 99)]

    app = upload(visit(), *files, ("good.txt", ARTICLE))

    assert not app.exception
    sent = everything(app)
    for secret in ("Traceback", str(ROOT), str(Path.home()), "/tmp/", "site-packages", '.py"'):
        assert secret not in sent


def test_a_visitor_sees_nothing_of_what_another_uploaded():
    first = upload(visit(), ("secret.txt", SECRET))

    second = visit()

    assert "sesame-9041" in everything(first)
    for app in (second, upload(second, ("good.txt", ARTICLE))):
        assert "sesame-9041" not in everything(app)
        assert "secret.txt" not in everything(app)


def test_a_visitor_sees_corrections_only_of_texts_they_hold(pipeline):
    from geomap.app.cache import open_corrections
    from geomap.corrections import reject_event
    from geomap.text.read import document_from_text

    parsed = pipeline.parse(document_from_text(SECRET.decode()))
    open_corrections().save(reject_event(parsed, parsed.events[0]), by="Somebody Else")
    app = visit()
    app.session_state["tab"] = "Corrections"

    assert "Somebody Else" not in everything(app.run())
    assert "Somebody Else" in everything(upload(app, ("mine.txt", SECRET)))


@pytest.fixture
def broken_store(tmp_path, monkeypatch):
    """A data folder whose store of corrections cannot be opened."""
    import streamlit

    folder = tmp_path / "geomap"
    folder.mkdir()
    (folder / "corrections.sqlite").write_bytes(b"no database at all" * 200)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    streamlit.cache_resource.clear()
    yield
    streamlit.cache_resource.clear()


def test_a_broken_store_of_corrections_is_told_and_the_map_is_shown(broken_store, tmp_path):
    app = visit()

    assert not app.exception
    assert "Harbin" in everything(app)
    assert str(tmp_path) not in everything(app)

    app.session_state["tab"] = "Corrections"
    app.run()
    assert not app.exception
    assert any("Corrections cannot be shown" in warning.value for warning in app.warning)


def test_without_a_store_of_corrections_a_workspace_keeps_the_texts(broken_store, parsed):
    view = make_view(find_all([parsed]), Filters())

    content = save_workspace(view, {"type": ["AID"]})

    workspace = open_workspace(content)
    assert [document.text for document in workspace.documents] == [parsed.document.text]
    assert workspace.settings == {"address": "type=AID"}
