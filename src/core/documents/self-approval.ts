/** Whether the author and the approver of a waiver are one, however their name is written; nobody is no approver either. */
export function isSelfApproved({ author, approver }: { readonly author: string; readonly approver: string }): boolean {
  const name = plainName(approver);
  return name === "" || name === plainName(author);
}

function plainName(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
}
