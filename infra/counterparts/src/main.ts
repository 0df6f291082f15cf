import { z } from 'zod';
import { HttpUrl, Port, environment, loadConfig, processVariables } from '#libs/config';
import { StructuredLogger } from '#libs/telemetry';
import { startCounterparts } from './counterparts.js';

const DEVELOPMENT_SECRET = 'development';

/** The well-known secret opens every account, so production refuses to start with it. */
const Environment = environment({
  ...processVariables,
  PORT: Port,
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1),
  PAYMENTS_URL: HttpUrl,
  PIPELINES_URL: HttpUrl,
  ISSUER_URL: HttpUrl.optional(),
  /** Web origins of consoles, separated by commas: where people may be sent back to. */
  CONSOLE_URLS: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(HttpUrl))
    .default([]),
  BANK_DELAY_MS: z.coerce.number().int().min(0).default(200),
  DEMONSTRATION_SECRET: z.string().min(1).default(DEVELOPMENT_SECRET),
}).refine((value) => value.NODE_ENV !== 'production' || value.DEMONSTRATION_SECRET !== DEVELOPMENT_SECRET, {
  path: ['DEMONSTRATION_SECRET'],
  message: 'must not be the development secret when NODE_ENV=production',
});

const config = loadConfig(Environment);
const logger = new StructuredLogger({ service: 'counterparts', level: config.LOG_LEVEL });
const counterparts = await startCounterparts({
  port: config.PORT,
  host: config.HOST,
  dataDir: config.DATA_DIR,
  paymentsUrl: config.PAYMENTS_URL,
  pipelinesUrl: config.PIPELINES_URL,
  issuerUrl: config.ISSUER_URL,
  secret: config.DEMONSTRATION_SECRET,
  consoleUrls: config.CONSOLE_URLS,
  bankDelayMs: config.BANK_DELAY_MS,
  logger,
});
logger.info('listening', { url: counterparts.url, issuer: counterparts.issuerUrl });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    counterparts.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.failure('could not stop in order', error);
        process.exit(1);
      },
    );
  });
}
