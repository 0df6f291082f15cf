import { useEffect, useId, useRef, type ReactNode } from 'react';

interface Props {
  readonly open: boolean;
  readonly title: string;
  /** Left out where it cannot be closed before something is done. */
  readonly onClose?: () => void;
  readonly closeText?: string;
  readonly children: ReactNode;
}

/** The browser's own dialog: it holds the focus, hides what is behind it from everybody, and gives the focus back. */
export const SheetDialog = ({ open, title, onClose, closeText, children }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    if (open && shown?.open === false) shown.showModal();
    if (!open) shown?.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
    >
      <h2 id={id}>{title}</h2>
      {open ? children : null}
      {onClose === undefined ? null : (
        <div className="actions">
          <button type="button" className="plain" onClick={onClose}>
            {closeText}
          </button>
        </div>
      )}
    </dialog>
  );
};
