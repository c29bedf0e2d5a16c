/**
 * Puts text on the clipboard and tells whether it got there. The Clipboard API exists only in
 * secure contexts, so on a plain `http://` address of the local network the old command does it.
 */
export async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext && "clipboard" in navigator) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (error) {
      // Refused by permission or because the page is not focused: the command may still work.
      if (!(error instanceof DOMException)) throw error;
    }
  }
  return copyByCommand(text);
}

function copyByCommand(text: string): boolean {
  const previous = document.activeElement;
  // Inside an open dialog, because its focus trap takes the selection away from the body.
  const parent = previous?.closest<HTMLElement>("[role=dialog]") ?? document.body;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.style.cssText = "position:fixed;top:0;opacity:0";
  parent.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (previous instanceof HTMLElement) previous.focus();
  return isCopied;
}
