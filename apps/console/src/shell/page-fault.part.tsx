import { Component, type ReactNode } from 'react';
import { useWords } from '../wording/language.part.js';

interface Props {
  readonly children: ReactNode;
}

/** A page that fails says so in its own place; the rest stays, and what was typed elsewhere is kept. */
export class PageFault extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <Faulty /> : this.props.children;
  }
}

const Faulty = () => {
  const { words } = useWords();
  return (
    <section className="sheet" role="alert">
      <h1>{words.shell.faultTitle}</h1>
      <p>{words.shell.faultText}</p>
      <p>
        <button type="button" className="link" onClick={() => window.location.reload()}>
          {words.shell.reload}
        </button>
      </p>
    </section>
  );
};
