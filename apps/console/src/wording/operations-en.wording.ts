import type { OperationsWords } from './operations.wording.js';

const MOMENT = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' });

export const OPERATIONS_EN: OperationsWords = {
  title: 'Operations',
  and: ', ',
  health: 'Health',
  allReady: 'Every service is ready.',
  notReady: (processes) => `Not ready: ${processes.join(', ')}.`,
  waitsFor: (process, engine) => `${process} waits for ${engine}:`,
  processTable: 'How each service is',
  process: 'Service',
  standing: 'Health',
  checks: 'Needs',
  metricHeads: ['Oldest unpublished event', 'Messages to read', 'Dead letters', 'Parked cases', 'Open tasks'],
  metricsHint:
    'Oldest unpublished event: for how long the first fact that is saved and not published has waited. Messages to read: published, and not handled here yet. Parked cases wait behind a dead letter. “—”: this service has none of it.',
  processes: {
    gateway: 'Gateway',
    applications: 'Applications',
    approvals: 'Approvals',
    payments: 'Payments',
    audits: 'Audit log',
    pipelines: 'Program interface',
    workflows: 'Workflows',
  },
  engines: {
    store: 'document store',
    kafka: 'Kafka',
    issuer: 'sign-in',
    outbox: 'outbox',
    temporal: 'Temporal',
    worker: 'workflow worker',
  },
  levels: {
    ready: 'ready',
    attention: 'needs attention',
    waiting: 'not ready',
    draining: 'stopping',
    silent: 'does not answer',
  },
  up: 'up',
  down: 'down',
  number: (count) => (count === undefined ? '—' : String(count)),
  seconds: (seconds) => {
    if (seconds === undefined) return '—';
    return seconds < 1 ? 'none waits' : `${Math.round(seconds)} s`;
  },
  tasks: (open, overdue = 0) => (open === undefined ? '—' : `${open} (${overdue} overdue)`),
  moment: (instant) => MOMENT.format(new Date(instant)),
  letters: 'Dead letters',
  lettersHint:
    "Messages that could not be handled. The same case's later messages wait behind them, until a redo succeeds or two operators give the message up.",
  letterStanding: 'Which dead letters',
  letterStandings: { open: 'Open', closed: 'Dealt with' },
  noLetters: { open: 'No dead letter is open.', closed: 'No dead letter has been dealt with.' },
  silent: (processes) => `${processes.join(', ')} did not answer; letters may be missing. It is being tried again.`,
  noCase: 'Belongs to no case',
  statuses: { BURIED: 'open', DROP_PROPOSED: 'giving up proposed', REDONE: 'redone', DROPPED: 'given up' },
  buried: (when, process) => `${when}, ${process}`,
  behind: (count) => (count === 0 ? 'nothing waits behind it' : `messages that wait behind it: ${count}`),
  problem: 'Why:',
  proposed: (by) => `${by} proposed to give it up; another operator has to confirm.`,
  open: { preview: 'What a redo would do', drop: 'Give up', workflow: 'Workflow' },
  redo: 'Redo',
  redone: (released, isStopped) =>
    `Done again; messages that went on behind it: ${released}.${isStopped ? ' The case waits again, behind another dead letter.' : ''}`,
  notRedone: 'It could not be done again',
  outcomes: {
    handled: 'A redo would handle it',
    seen: 'It was handled before; a redo only closes the letter',
    refused: 'A redo would fail',
  },
  thenWaiting: (count) => `then the messages that wait behind it: ${count}`,
  dropReason: 'Why it is given up',
  proposeHint:
    'What this message was to bring about will stay missing, and what waits behind it goes on. It takes effect when another operator confirms it.',
  confirmHint:
    'It takes effect at once: the message counts as handled, and what waits behind it goes on. The message is kept.',
  ownProposal: 'You proposed it; another operator has to confirm.',
  proposeDrop: 'Propose to give up',
  confirmDrop: 'Confirm giving up',
  workflows: 'Workflows',
  noWorkflow: 'This case has no workflow.',
  workflowStatuses: { RUNNING: 'running', COMPLETED: 'ended', FAILED: 'failed', TERMINATED: 'terminated' },
  waitsAt: (step, what) => (what === '' ? `Stands at ${step}` : `Stands at ${step}, waits for ${what}`),
  since: (moment, due) => `since ${moment}${due === undefined ? '' : `, due ${due}`}`,
  fault: (step, command) => `${step} stands still at ${command} and needs an operator`,
  workflowPage: 'Open the workflow',
  copyWorkflow: "Copy the workflow's id",
  retryStep: 'The cause is removed: try again',
  retried: (count) => `Workflows told to try again: ${count}`,
};
