// What folium's own popups and markers need on a page without jQuery and Font Awesome.
(() => {
  "use strict";
  window.$ ??= (what) => {
    if (typeof what === "string") {
      const template = document.createElement("template");
      template.innerHTML = what.trim();
      return [...template.content.children];
    }
    return { ready: (act) => (document.readyState === "loading" ? addEventListener("DOMContentLoaded", act) : act()) };
  };
  L.AwesomeMarkers ??= { icon: () => new L.Icon.Default() };
})();
