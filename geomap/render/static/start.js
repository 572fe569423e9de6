// Starts a page of our own: unpacks its style and its script, which the page's policy names by their checksums, and
// opens the map. Other styles follow.
(async () => {
  try {
    const text = document.getElementById("geomap-script").textContent;
    const bytes = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (sign) => sign.charCodeAt());
    const whole = await new Response(new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"))).text();
    whole.split("\0").forEach((part, index) => {
      const element = document.createElement(["style", "script"][index]);
      element.textContent = part;
      document.querySelector("style").before(element);
    });
  } catch {
    document.getElementById("map").textContent = "The map cannot be shown. It needs a browser of 2023 or later.";
    return;
  }
  window.geomap.open("map", "geomap-data");
})();
