declare module "stremio-addon-linter" {
  /** What the linter finds. */
  interface Findings {
    valid: boolean;
    errors: Error[];
    warnings: Error[];
  }
  const linter: { lintManifest: (manifest: unknown) => Findings };
  export default linter;
}
