import type { DeadLetterDetail, DeadLetterPreview, DeadLetterView } from '#libs/contracts';

/** One letter in three lines: which case, which effect is missing, what waits behind it. */
const letterText = (letter: DeadLetterView): string => {
  const { id, status, caseNo, employer, caseId, missing, waiting, problem, buriedAt, proposedBy } = letter;
  const who = caseId === null ? '无申请 no case' : `${caseNo ?? caseId}${employer === null ? '' : ` ${employer}`}`;
  const proposed = proposedBy === null || status !== 'DROP_PROPOSED' ? '' : ` (${proposedBy})`;
  return [
    `${id}  ${status}${proposed}  ${buriedAt}`,
    `  ${who}: ${missing.zh}`,
    `  ${missing.en}. ${problem.error}: ${problem.text.split('\n', 1)[0] ?? ''}`,
    `  其后等待 ${waiting} 条消息 · ${waiting} messages wait behind it`,
  ].join('\n');
};

export const listText = (letters: readonly DeadLetterView[]): string =>
  letters.length === 0 ? '没有死信。 No dead letters.' : letters.map(letterText).join('\n\n');

export const detailText = (letter: DeadLetterDetail): string => {
  const { place, size, bytes, behind } = letter;
  const line = behind.map(({ topic, partition, offset, event }) => {
    const what = event === null ? 'no event' : `${event.type} ${event.subject}@${event.sequence}`;
    return `  ${topic}/${partition}/${offset}  ${what}`;
  });
  return [
    letterText(letter),
    `  ${place.topic}/${place.partition}/${place.offset}, ${size} bytes`,
    ...line,
    '',
    Buffer.from(bytes, 'base64').toString('utf8'),
  ].join('\n');
};

const OUTCOMES = {
  handled: '重做会成功 · A redo would handle it',
  seen: '已经处理过 · It was handled before; a redo only closes the letter',
  refused: '重做会失败 · A redo would fail',
} as const;

export const previewText = ({ outcome, findings, waiting }: DeadLetterPreview): string =>
  [
    OUTCOMES[outcome],
    ...findings.map(({ zh, en }) => `  ${zh} · ${en}`),
    `  随后 ${waiting} 条消息 · then ${waiting} messages that wait behind it`,
  ].join('\n');
