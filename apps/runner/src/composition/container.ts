// The polyfill first: tsyringe refuses to be imported without it. Everything here goes through this file.
import 'reflect-metadata';

export { container, instancePerContainerCachingFactory } from 'tsyringe';
export type { DependencyContainer, InjectionToken } from 'tsyringe';
