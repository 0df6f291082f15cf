import { Navigate, Outlet, createBrowserRouter, type RouteObject } from 'react-router';
import type { Connection } from './api/connection.view.js';
import { SessionProvider } from './session/session.js';
import { SIGNED_IN_PATH } from './session/session.api.js';
import { SignedInPage } from './session/signed-in.page.js';
import { NotFoundPage } from './shell/not-found.page.js';
import { PAGES } from './shell/navigation.view.js';
import { Shell } from './shell/shell.part.js';

const casePage = async () => ({ Component: (await import('./cases/case.page.js')).CasePage });

/** Where an employer writes and compares his plans. */
const APPLICANT_ROUTES: RouteObject[] = [
  {
    path: '/cases/new',
    lazy: async () => ({ Component: (await import('./cases/new-case.page.js')).NewCasePage }),
  },
  {
    path: '/cases/:caseId/plan',
    lazy: async () => ({ Component: (await import('./plans/plan.page.js')).PlanPage }),
  },
  {
    path: '/cases/:caseId/versions',
    lazy: async () => ({ Component: (await import('./plans/plan-versions.page.js')).PlanVersionsPage }),
  },
];

/** Each page is fetched when it is first opened, so that the inbox waits for nothing but itself. */
export const consoleRouter = (connection: Connection) =>
  createBrowserRouter([
    {
      path: '/public/notices',
      lazy: async () => ({ Component: (await import('./notices/public-notices.page.js')).PublicNoticesPage }),
    },
    {
      path: '/public/notices/:id',
      lazy: async () => ({ Component: (await import('./notices/public-notice.page.js')).PublicNoticePage }),
    },
    {
      element: (
        <SessionProvider connection={connection}>
          <Outlet />
        </SessionProvider>
      ),
      children: [
        {
          element: <Shell connection={connection} />,
          children: [
            { index: true, element: <Navigate to={PAGES.inbox.path} replace /> },
            {
              path: PAGES.inbox.path,
              lazy: async () => ({ Component: (await import('./inbox/inbox.page.js')).InboxPage }),
            },
            {
              path: PAGES.cases.path,
              lazy: async () => ({ Component: (await import('./cases/case-list.page.js')).CaseListPage }),
            },
            {
              path: PAGES.overview.path,
              lazy: async () => ({ Component: (await import('./overview/overview.page.js')).OverviewPage }),
            },
            {
              path: PAGES.operations.path,
              lazy: async () => ({ Component: (await import('./operations/operations.page.js')).OperationsPage }),
            },
            ...APPLICANT_ROUTES,
            { path: '/cases/:caseId', lazy: casePage },
            {
              path: '/cases/:caseId/meeting',
              lazy: async () => ({ Component: (await import('./meetings/meeting.page.js')).MeetingPage }),
            },
            {
              path: '/cases/:caseId/meeting/minutes',
              lazy: async () => ({
                Component: (await import('./meetings/meeting-minutes.page.js')).MeetingMinutesPage,
              }),
            },
            { path: '/cases/:caseId/:noun/:id/:action', lazy: casePage },
            {
              path: PAGES.audit.path,
              lazy: async () => ({ Component: (await import('./audits/audit-search.page.js')).AuditSearchPage }),
            },
            {
              path: `${PAGES.audit.path}/cases/:caseId`,
              lazy: async () => ({ Component: (await import('./audits/case-replay.page.js')).CaseReplayPage }),
            },
            { path: SIGNED_IN_PATH, element: <SignedInPage /> },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ]);
