import { RequestMethod, type INestApplicationContext } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { ROUTE_POLICY, type RoutePolicy } from './route-policy.js';

export interface ListedRoute {
  readonly method: string;
  readonly path: string;
  /** Undefined is a fault: the guard refuses such a route, and each service's route test fails on it. */
  readonly policy: RoutePolicy | undefined;
  /** `Controller.method`, to find it. */
  readonly handler: string;
  /** The controller's class and the name of its method, to read what else its decorators say. */
  readonly controller: object;
  readonly name: string;
}

/** Every route of every controller with its policy, ordered by path and method. */
export const listRoutes = (app: INestApplicationContext): ListedRoute[] => {
  const reflector = app.get(Reflector);
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  return controllers
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOf(metatype, reflector) : []))
    .toSorted((a, b) => `${a.path} ${a.method}`.localeCompare(`${b.path} ${b.method}`));
};

type Handler = (...args: readonly unknown[]) => unknown;
type ControllerClass = { readonly name: string; readonly prototype: Record<string, Handler | undefined> };

const routesOf = (metatype: object, reflector: Reflector): ListedRoute[] => {
  const controller = metatype as ControllerClass;
  return new MetadataScanner().getAllMethodNames(controller.prototype).flatMap((name) => {
    const handler = controller.prototype[name];
    if (handler === undefined || Reflect.getMetadata(PATH_METADATA, handler) === undefined) return [];
    const method = RequestMethod[Number(Reflect.getMetadata(METHOD_METADATA, handler))] ?? 'ALL';
    const policy = reflector.getAllAndOverride<RoutePolicy | undefined>(ROUTE_POLICY, [handler, metatype as Handler]);
    return texts(Reflect.getMetadata(PATH_METADATA, metatype)).flatMap((prefix) =>
      texts(Reflect.getMetadata(PATH_METADATA, handler)).map((path) => ({
        method,
        path: `/${[prefix, path]
          .flatMap((part) => part.split('/'))
          .filter(Boolean)
          .join('/')}`,
        policy,
        handler: `${controller.name}.${name}`,
        controller: metatype,
        name,
      })),
    );
  });
};

const texts = (value: unknown): string[] => [value].flat().map((each) => (typeof each === 'string' ? each : ''));
