import { Upload } from "lucide-react";
import { useRef } from "react";

import { Button } from "./button.tsx";

interface FileButtonProps {
  label: string;
  /** Extensions and media types, as the attribute `accept` has them. */
  accept: string;
  isMultiple?: boolean;
  isBusy?: boolean;
  hasIcon?: boolean;
  className?: string;
  /** Called with what was chosen, the same files once more too. */
  onFiles: (files: File[]) => void;
}

/** A button that lets people choose files. */
export function FileButton({
  label,
  accept,
  isMultiple = false,
  isBusy = false,
  hasIcon = false,
  className = "",
  onFiles,
}: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button className={className} isBusy={isBusy} onClick={() => input.current?.click()}>
        {hasIcon ? <Upload aria-hidden size={16} /> : null}
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        multiple={isMultiple}
        accept={accept}
        aria-label={label}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          onFiles([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
    </>
  );
}
