// Starts a page of our own: unpacks its script, which the page's policy names by its checksum, and opens the map.
(async () => {
  try {
    const text = document.getElementById("geomap-script").textContent;
    const bytes = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (sign) => sign.charCodeAt());
    const script = document.createElement("script");
    script.textContent = await new Response(new Response(bytes).body.pipeThrough(new DecompressionStream("gzip"))).text();
    document.head.append(script);
  } catch {
    document.getElementById("map").textContent = "The map cannot be shown. It needs a browser of 2023 or later.";
    return;
  }
  window.geomap.open("map", "geomap-data");
})();
