import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { isUnanswered } from './api/api-client.js';
import { Connection } from './api/connection.view.js';
import { consoleRouter } from './routes.js';
import { LanguageProvider } from './wording/language.part.js';
import './console.css';

const TRIES = 3;
const RETRY_MS = { first: 500, longest: 8_000 };

/** A question that nobody answered is asked again; an answer, whichever, is one. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: (count, error) => count < TRIES && isUnanswered(error),
      retryDelay: (count) => Math.min(RETRY_MS.longest, RETRY_MS.first * 2 ** count),
    },
    mutations: { networkMode: 'always' },
  },
});
const connection = new Connection();
const place = document.getElementById('console');

if (place !== null) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <LanguageProvider>
          <RouterProvider router={consoleRouter(connection)} />
        </LanguageProvider>
      </QueryClientProvider>
    </StrictMode>,
  );
}
