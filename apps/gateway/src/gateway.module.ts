import { Module, type DynamicModule, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { HttpModule, type HttpModuleOptions } from '#libs/http';
import { ConsoleFiles } from './console/console-files.storage.js';
import { ConsoleModule } from './console/console.module.js';
import { ProxyController } from './proxy.controller.js';
import { BrowserSessions } from './session/browser-sessions.storage.js';
import type { BrowserOptions } from './session/browser.options.js';
import { OidcClient } from './session/oidc-client.gateway.js';
import { SessionSeal } from './session/session-seal.policy.js';
import { SessionBinding } from './session/session.binding.js';
import { SessionController } from './session/session.controller.js';
import { Upstreams } from './upstream.gateway.js';
import { VisitorController } from './visitor.controller.js';

/** One web origin before all services. */
@Module({})
export class GatewayModule implements NestModule {
  static forRoot(http: HttpModuleOptions, upstreams: Upstreams, browser: BrowserOptions): DynamicModule {
    const oidc = new OidcClient(browser);
    const seal = new SessionSeal(browser.sessionKeys);
    const sessions = new BrowserSessions({ seal, oidc, publicUrl: browser.publicUrl });
    return {
      module: GatewayModule,
      imports: [HttpModule.forRoot(http), ConsoleModule.forRoot(new ConsoleFiles(browser.consoleDir), sessions)],
      controllers: [SessionController, VisitorController, ProxyController],
      providers: [
        { provide: Upstreams, useValue: upstreams },
        { provide: OidcClient, useValue: oidc },
        { provide: BrowserSessions, useValue: sessions },
      ],
    };
  }

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(SessionBinding).forRoutes('{*path}');
  }
}
