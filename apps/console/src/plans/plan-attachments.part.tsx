import { ATTACHMENT_CODES, type AttachmentCode } from '#libs/contracts';
import { ATTACHMENTS } from '#libs/policy';
import { FileField } from '../decisions/file-field.part.js';
import { useWords } from '../wording/language.part.js';
import { usePlanFormWords } from '../wording/plan-form-words.part.js';
import { attachedOf, attachedText, attachmentPointer } from './plan-entries.view.js';
import { placeOf } from './plan-field.part.js';
import type { PlanForm } from './plan-form.part.js';
import { neededAttachments } from './remaining.view.js';

const MOST_FILES = 5;
const ACCEPT = 'application/pdf,image/*';

/** The attachments: those that this plan needs first, each at its own place. */
export const PlanAttachments = ({ form }: { form: PlanForm }) => {
  const planWords = usePlanFormWords();
  const needed = neededAttachments(form.entries);
  const others = ATTACHMENT_CODES.filter((code) => !needed.includes(code));
  return (
    <>
      <h3>{planWords.required}</h3>
      {needed.map((code) => (
        <AttachmentField key={code} form={form} code={code} />
      ))}
      <details>
        <summary>{planWords.otherAttachments}</summary>
        {others.map((code) => (
          <AttachmentField key={code} form={form} code={code} />
        ))}
      </details>
    </>
  );
};

const AttachmentField = ({ form, code }: { form: PlanForm; code: AttachmentCode }) => {
  const { words } = useWords();
  const pointer = attachmentPointer(code);
  return (
    <div id={placeOf(pointer)} className="attachment">
      <FileField
        label={`${code} ${ATTACHMENTS[code][words.language]}`}
        accept={ACCEPT}
        service="applications"
        caseId={form.caseId}
        files={attachedOf(form.entries).filter((one) => one.code === code)}
        most={MOST_FILES}
        onChange={(files) =>
          form.change({ [pointer]: attachedText(files.map(({ hash, fileName }) => ({ code, hash, fileName }))) })
        }
      />
    </div>
  );
};
