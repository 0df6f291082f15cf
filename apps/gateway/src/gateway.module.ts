import { Module, type DynamicModule } from '@nestjs/common';
import { HttpModule, type HttpModuleOptions } from '#libs/http';
import { ProxyController } from './proxy.controller.js';
import { Upstreams } from './upstream.gateway.js';

/** One web origin before all services. */
@Module({})
export class GatewayModule {
  static forRoot(http: HttpModuleOptions, upstreams: Upstreams): DynamicModule {
    return {
      module: GatewayModule,
      imports: [HttpModule.forRoot(http)],
      controllers: [ProxyController],
      providers: [{ provide: Upstreams, useValue: upstreams }],
    };
  }
}
