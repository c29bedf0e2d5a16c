/** Next calls this once, before the first page is drawn. */
export async function register(): Promise<void> {
  if (process.env["NEXT_RUNTIME"] !== "nodejs") return;
  const { registerCatalogues } = await import("./lib/messages/register-catalogues.ts");
  registerCatalogues();
}
