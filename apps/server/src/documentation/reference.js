const dark = matchMedia("(prefers-color-scheme: dark)");
const dress = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", dress);
dress();

addEventListener("DOMContentLoaded", () => {
  globalThis.SwaggerUIBundle({
    url: new URL("v1/openapi.json", location.href).href,
    dom_id: "#reference",
    deepLinking: true,
    // Every group that is open resolves all of its operations.
    docExpansion: "none",
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
  });
});
