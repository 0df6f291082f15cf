import { Catch, type ArgumentsHost, type INestApplication, type RpcExceptionFilter } from '@nestjs/common';
import { NestMicroservice } from '@nestjs/microservices';
import { throwError, type Observable } from 'rxjs';
import { FactsStrategy, type FactsStrategyOptions } from './facts-strategy.js';

/** Nest replaces an error of a handler by "Internal server error"; the strategy must see what it was. */
@Catch()
export class KeepError implements RpcExceptionFilter<unknown> {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}

/**
 * Adds a consumer to an application. Its handlers are the `@EventPattern<string>('<topic>')` methods of the application's
 * controllers; call `app.startAllMicroservices()` afterwards, and read `heldPartitions` for the alarm.
 */
export const connectFacts = (
  app: Pick<INestApplication, 'connectMicroservice'>,
  options: FactsStrategyOptions,
): FactsStrategy => {
  const strategy = new FactsStrategy(options);
  const microservice = app.connectMicroservice({ strategy }, { inheritAppConfig: false, deferInitialization: true });
  microservice.useGlobalFilters(new KeepError());
  // Filters count for listeners that are registered after them, so this is the rest of what Nest does without deferring.
  if (!(microservice instanceof NestMicroservice)) throw new TypeError('two copies of @nestjs/microservices');
  microservice.registerListeners();
  microservice.setIsInitialized(true);
  microservice.setIsInitHookCalled(true);
  return strategy;
};
