import { useEffect, useId, useRef, useState, type ChangeEvent } from 'react';
import { Button } from 'antd';
import { Refused } from '../api/api-client.js';
import { newIntentKey } from '../api/intent.view.js';
import { shownErrors, type ShownError } from '../api/field-errors.view.js';
import { carryWithProgress } from '../api/upload.view.js';
import { useSession } from '../session/session.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
import { useWords } from '../wording/language.part.js';
import { ErrorLines } from './field.part.js';

/** A file that is in the service's store, by the hash that commands name. */
export interface StoredFile {
  readonly hash: string;
  readonly fileName: string;
}

interface Props {
  readonly label: string;
  readonly accept: string;
  readonly service: string;
  readonly caseId: string;
  readonly files: readonly StoredFile[];
  /** How many there may be. */
  readonly most: number;
  readonly errors?: readonly ShownError[];
  readonly onChange: (files: readonly StoredFile[]) => void;
}

interface Upload {
  readonly file: File;
  /** The same for every try, so that the file is stored once. */
  readonly key: string;
}

interface UploadStanding extends Upload {
  /** How much of it has left; undefined once it failed. */
  readonly share: number | undefined;
  /** What the server said against it. */
  readonly errors: readonly ShownError[];
}

/** Files on their way, and those that did not arrive. A lost connection that comes back sends them again by itself. */
const useUploads = ({ service, caseId, files, most, onChange }: Props) => {
  const { client } = useSession();
  const { words } = useWords();
  const latest = useRef({ files, onChange });
  latest.current = { files, onChange };
  const [standings, setStandings] = useState<readonly UploadStanding[]>([]);
  const note = (key: string, changes: Partial<UploadStanding>): void =>
    setStandings((all) => all.map((one) => (one.key === key ? { ...one, ...changes } : one)));

  const bring = async (upload: Upload): Promise<void> => {
    setStandings((all) => [...all.filter(({ key }) => key !== upload.key), { ...upload, share: 0, errors: [] }]);
    const carry = carryWithProgress((share) => note(upload.key, { share }));
    try {
      const hash = await client.upload(service, upload.file, { caseId, key: upload.key, carry });
      setStandings((all) => all.filter(({ key }) => key !== upload.key));
      const kept = latest.current.files.filter((other) => other.hash !== hash);
      const stored = [...kept, { hash, fileName: upload.file.name }].slice(-most);
      // Two files may arrive before the page is drawn anew.
      latest.current = { ...latest.current, files: stored };
      latest.current.onChange(stored);
    } catch (error) {
      const errors = error instanceof Refused ? shownErrors(error.problem, words.language) : [];
      note(upload.key, { share: undefined, errors });
    }
  };
  const retry = useRef(() => undefined as void);
  retry.current = () => {
    for (const one of standings) if (one.share === undefined && one.errors.length === 0) void bring(one);
  };
  useEffect(() => {
    const again = (): void => retry.current();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, []);
  return { standings, bring };
};

/** Files are brought at once and are then safe, whatever becomes of the page; what failed is tried again by its button. */
export const FileField = (props: Props) => {
  const { label, accept, files, most, errors = [], onChange } = props;
  const words = useDecisionWords();
  const id = useId();
  const { standings, bring } = useUploads(props);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>): void => {
    for (const file of target.files ?? []) void bring({ file, key: newIntentKey() });
    target.value = '';
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        multiple={most > 1}
        aria-describedby={`${id}-state`}
        aria-invalid={errors.length > 0}
        onChange={choose}
      />
      <div id={`${id}-state`} role="status">
        <ul className="files">
          {files.map(({ hash, fileName }) => (
            <li key={hash}>
              <span aria-hidden>✓ </span>
              {words.uploaded(fileName)}{' '}
              <button
                type="button"
                className="link"
                aria-label={words.removeFile(fileName)}
                onClick={() => onChange(files.filter((other) => other.hash !== hash))}
              >
                {words.remove}
              </button>
            </li>
          ))}
          {standings.map((one) => (
            <UploadLine key={one.key} upload={one} onAgain={() => void bring(one)} />
          ))}
        </ul>
      </div>
      <ErrorLines errors={errors} />
    </div>
  );
};

const PERCENT = 100;

/** One file that has not arrived: how far it is, or why it did not. */
const UploadLine = ({ upload, onAgain }: { upload: UploadStanding; onAgain: () => void }) => {
  const words = useDecisionWords();
  const { file, share, errors } = upload;
  if (share !== undefined) {
    return (
      <li>
        {words.uploading(file.name)}{' '}
        <progress max={PERCENT} value={Math.round(share * PERCENT)} aria-label={words.uploading(file.name)} />{' '}
        <span className="count">{Math.round(share * PERCENT)}%</span>
      </li>
    );
  }
  return (
    <li>
      {errors.length > 0 ? <ErrorLines errors={errors} /> : words.notUploaded(file.name)}{' '}
      <Button onClick={onAgain}>{words.uploadAgain}</Button>
    </li>
  );
};
