import { useId, useRef, useState, type ChangeEvent } from 'react';
import { Button } from 'antd';
import { newIntentKey } from '../api/intent.view.js';
import type { ShownError } from '../api/field-errors.view.js';
import { useSession } from '../session/session.js';
import { useDecisionWords } from '../wording/decision-words.part.js';
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

/** Files are brought at once and are then safe, whatever becomes of the page; what failed is tried again by its button. */
export const FileField = ({ label, accept, service, caseId, files, most, errors = [], onChange }: Props) => {
  const words = useDecisionWords();
  const { client } = useSession();
  const id = useId();
  const latest = useRef(files);
  latest.current = files;
  const [failed, setFailed] = useState<readonly Upload[]>([]);
  const [underWay, setUnderWay] = useState(0);

  const bring = async (upload: Upload): Promise<void> => {
    setUnderWay((count) => count + 1);
    setFailed((others) => others.filter(({ key }) => key !== upload.key));
    try {
      const hash = await client.upload(service, upload.file, { caseId, key: upload.key });
      const kept = latest.current.filter((other) => other.hash !== hash);
      onChange([...kept, { hash, fileName: upload.file.name }].slice(-most));
    } catch {
      setFailed((others) => [...others, upload]);
    } finally {
      setUnderWay((count) => count - 1);
    }
  };
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
        {underWay > 0 ? <p className="quiet">{words.uploading(underWay)}</p> : null}
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
          {failed.map((upload) => (
            <li key={upload.key}>
              {words.notUploaded(upload.file.name)}{' '}
              <Button onClick={() => void bring(upload)}>{words.uploadAgain}</Button>
            </li>
          ))}
        </ul>
      </div>
      <ErrorLines errors={errors} />
    </div>
  );
};
