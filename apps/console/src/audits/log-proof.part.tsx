import { useRef, useState } from 'react';
import { Alert, Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import type { LogEntryView } from '#libs/contracts';
import { useAuditWords } from '../wording/audit-words.part.js';
import { useLogReader } from './audits.api.js';
import { LogProof, browserDigest, leafOf, type ProofFault } from './log-proof.view.js';

type Checking =
  | { readonly at: 'idle' | 'failed' }
  | { readonly at: 'running' | 'done'; readonly count: number }
  | { readonly at: 'fault'; readonly fault: ProofFault };

/** Where the entry stands in the log, and whether log and entry hold, counted in the auditor's own browser. */
export const LogProofPart = ({ entry }: { entry: LogEntryView }) => {
  const auditWords = useAuditWords();
  const digest = browserDigest();
  const leaf = useQuery({
    queryKey: ['leaf', entry.index, entry.bytes],
    enabled: digest !== undefined,
    staleTime: Infinity,
    queryFn: () => (digest === undefined ? '' : leafOf(entry, digest)),
  });
  return (
    <section aria-label={auditWords.proof} className="proof">
      <h3>{auditWords.proof}</h3>
      <dl className="proof-hashes">
        <div>
          <dt>{auditWords.index}</dt>
          <dd>{entry.index}</dd>
        </div>
        <div>
          <dt>{auditWords.leaf}</dt>
          <dd>
            <code>{entry.leaf}</code>
          </dd>
        </div>
        <div>
          <dt>{auditWords.root}</dt>
          <dd>
            <code>{entry.root}</code>
          </dd>
        </div>
      </dl>
      {digest === undefined ? <p>{auditWords.cannotCheck}</p> : <WholeLog entry={entry} leaf={leaf.data} />}
      <p className="quiet">
        {auditWords.replayCommand} <kbd>npm run replay</kbd>
      </p>
    </section>
  );
};

/** @param leaf made of the entry's bytes; undefined while it is counted */
const WholeLog = ({ entry, leaf }: { entry: LogEntryView; leaf: string | undefined }) => {
  const auditWords = useAuditWords();
  const read = useLogReader();
  const [checking, setChecking] = useState<Checking>({ at: 'idle' });
  const running = useRef(false);

  const check = async (): Promise<void> => {
    const digest = browserDigest();
    if (digest === undefined || running.current) return;
    running.current = true;
    try {
      const proof = new LogProof(digest);
      while (proof.size <= entry.index) {
        setChecking({ at: 'running', count: proof.size });
        const fault = await addAll(proof, await read(proof.size, entry.index + 1));
        if (fault !== null) return setChecking({ at: 'fault', fault });
      }
      setChecking({ at: 'done', count: proof.size });
    } catch {
      setChecking({ at: 'failed' });
    } finally {
      running.current = false;
    }
  };
  return (
    <>
      {leaf === undefined ? null : (
        <p role="status">{leaf === entry.leaf ? `✓ ${auditWords.leafHolds}` : `⚠ ${auditWords.leafFails}`}</p>
      )}
      <Button loading={checking.at === 'running'} onClick={() => void check()}>
        {auditWords.checkUpTo(entry.index)}
      </Button>
      <div role="status">
        {checking.at === 'running' ? <p className="quiet">{auditWords.checking(checking.count)}</p> : null}
        {checking.at === 'done' ? <Alert type="success" showIcon title={auditWords.checked(checking.count)} /> : null}
        {checking.at === 'failed' ? <Alert type="warning" showIcon title={auditWords.checkFailed} /> : null}
        {checking.at === 'fault' ? (
          <Alert type="error" showIcon title={auditWords.proofFaults[checking.fault.problem](checking.fault.index)} />
        ) : null}
      </div>
    </>
  );
};

/** An answer without entries is a log that is shorter than it was. */
const addAll = async (proof: LogProof, entries: readonly LogEntryView[]): Promise<ProofFault | null> => {
  if (entries.length === 0) return { index: proof.size, problem: 'missing' };
  for (const entry of entries) {
    const fault = await proof.add(entry);
    if (fault !== null) return fault;
  }
  return null;
};
