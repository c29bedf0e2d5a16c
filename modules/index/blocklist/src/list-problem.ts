/** Why a list could not be read: shown to the administrator, and nothing changes. */
export class ListProblem extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ListProblem";
  }
}
