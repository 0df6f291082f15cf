import { formatYuan } from '#libs/contracts';
import type { Wording } from './console.wording.js';
import { OFFICE_EN } from './office-en.wording.js';

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });

const days = (count: number): string => (count === 1 ? '1 working day' : `${count} working days`);

export const EN: Wording = {
  office: OFFICE_EN,
  date: (date) => DATE.format(new Date(`${date}T00:00:00Z`)),
  money: (fen) => `CNY ${formatYuan(fen)}`,
  due: ({ urgency, workingDays }) => {
    switch (urgency) {
      case 'overdue':
        return workingDays === 0 ? 'Overdue' : `${days(workingDays)} overdue`;
      case 'today':
        return 'Due today';
      case 'soon':
      case 'later':
        return `${days(workingDays)} left`;
      case 'open':
        return 'No due date';
    }
  },
  shell: {
    product: 'Nuanchao',
    programme: 'Employer-provided childcare in Chengdu',
    home: 'Nuanchao, back to the inbox',
    skip: 'Skip to the content',
    navigation: 'Main navigation',
    pages: { inbox: 'Inbox', cases: 'Applications', overview: 'Overview', audit: 'Audit', operations: 'Operations' },
    services: { applications: 'Applications', approvals: 'Approvals', payments: 'Payments' },
    language: 'Language',
    keys: 'Keyboard',
    personNumber: 'Personal number (for others who name you)',
    copy: 'Copy the number',
    copied: 'Copied',
    close: 'Close',
    loading: 'Loading…',
    unreachable: 'The server does not answer. Nothing is lost; check the network and try again.',
    retry: 'Try again',
    offline: 'The connection is lost. What you typed is kept; you can go on as soon as it is back.',
    faultTitle: 'This page has failed',
    faultText: 'What was submitted is safe. Load the page again; if it fails again, tell the operator.',
    reload: 'Load again',
    notFoundTitle: 'There is no such page',
    notFoundText: 'The address is wrong, or the application is not yours to deal with.',
    toInbox: 'Back to the inbox',
  },
  session: {
    signInTitle: 'Nuanchao',
    signInText:
      "Applications, reviews, designations and payments of Chengdu's programme of employer-provided childcare.",
    signIn: 'Sign in',
    signOut: 'Sign out',
    notices: 'Public notices (no account needed)',
    endedTitle: 'Your session has ended',
    endedText:
      'Everything you typed is kept. Sign in again in a new window, then go on here: what was being submitted continues by itself and is never done twice.',
    signInAgain: 'Sign in in a new window',
    goOn: 'I have signed in, go on',
    faults: {
      'not-yet': 'You are not signed in yet. Finish signing in in the new window first.',
      'somebody-else':
        'Somebody else is signed in now. Sign in with your own account, so that nothing goes out in another name.',
    },
    signedInTitle: 'You are signed in',
    signedInText: 'You can close this window and go on where you were.',
  },
  keys: {
    title: 'Keyboard',
    lines: [
      ['j', 'next row'],
      ['k', 'previous row'],
      ['Enter', 'open the chosen task'],
      ['n', 'go on with the next task'],
      ['/', 'search'],
      ['u', 'from a task back to the inbox'],
      ['?', 'show this sheet'],
    ],
    enabled: 'Use single keys',
  },
  inbox: {
    title: 'Inbox',
    summary: (all, overdue) => (overdue === 0 ? `${all} in all` : `${all} in all, ${overdue} overdue`),
    next: 'Next task',
    list: 'Tasks',
    filters: 'Filters',
    byDue: 'By due date',
    byKind: 'By step',
    dues: { all: 'All', overdue: 'Overdue', today: 'Due today', soon: 'Within two working days' },
    byHolder: 'By who has it',
    holders: { all: 'All', me: 'Taken by me', nobody: 'Taken by nobody' },
    heldBy: { me: 'Taken by me', colleague: 'Taken by a colleague' },
    saved: 'My filters',
    saveAs: 'Name for this filter',
    save: 'Save',
    forget: (name) => `Delete the filter “${name}”`,
    everyKind: 'Every step',
    search: 'Find a case number, employer or credit code',
    unit: 'Unit',
    everyUnit: 'Every unit',
    empty: 'No task fits.',
    unnamed: '(no name yet)',
    draft: 'Draft',
    openedOn: (date) => `received ${date}`,
    escalated: (level) => `Escalated (level ${level})`,
    reminded: 'Reminded',
    silent: (services) => `${services.join(', ')} did not answer; tasks may be missing. It is being tried again.`,
  },
};
