// Tells the server the secret under which it keeps this browser's articles. The secret is drawn once and
// stays with this address in this browser; it is no part of the address, so a link does not carry it.

const NAME = "geomap.browser";

export default function ({ data, setStateValue }) {
  if (!data.is_known) setStateValue("secret", findSecret());
}

// "" where the browser lets nothing be stored.
function findSecret() {
  try {
    let secret = localStorage.getItem(NAME) ?? "";
    if (!/^[0-9a-f]{64}$/.test(secret)) {
      secret = [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
      localStorage.setItem(NAME, secret);
    }
    return secret;
  } catch {
    return "";
  }
}
