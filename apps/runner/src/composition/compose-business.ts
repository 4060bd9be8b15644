import { IshurError } from '@ishur/contract';
import type { AdapterContext, SourceReport } from '@ishur/contract/v1';
import { createEngine, sourceFailure } from '@ishur/engine';
import type { Source } from '@ishur/engine';
import { createAuthority } from '@ishur/transport';
import { instancePerContainerCachingFactory } from './container.ts';
import type { DependencyContainer, InjectionToken } from './container.ts';
import { listenTo } from '../assumptions.ts';
import type { Heard } from '../assumptions.ts';
import { adapterNamed } from '../built-in-adapters.ts';
import { openSource as openChecked } from '../open-source.ts';
import { withSoftwareNumber } from '../software-of-source.ts';
import { policySettings } from '../configuration/asking-schema.ts';
import type { BusinessConfiguration, SourceConfiguration } from '../configuration/schema.ts';
import { authorityOptions } from '../connection/authority-options.ts';
import { keepBusinessConnected } from '../connection/keep-business-connected.ts';
import { businessOf } from './business-of.ts';
import { OF_BUSINESS, ROOT } from './tokens.ts';
import type { OpenSources } from './tokens.ts';

/**
 * The container of one business: everything in it is made for this business alone, when it is first asked for.
 *
 * @param lifetime whatever must be closed is pushed here; tsyringe closes nothing that a factory made.
 */
export function composeBusiness(
  root: DependencyContainer,
  settings: BusinessConfiguration,
  lifetime: AsyncDisposableStack,
): DependencyContainer {
  const child = root.createChildContainer();
  child.register(OF_BUSINESS.settings, { useValue: settings });
  child.register(OF_BUSINESS.lifetime, { useValue: lifetime });
  provide(child, OF_BUSINESS.business, () => businessOf(settings));
  provide(child, OF_BUSINESS.accessToken, (container) => {
    const world = { environment: container.resolve(ROOT.environment), clock: container.resolve(ROOT.clock) };
    return keepBusinessConnected(container.resolve(ROOT.configuration), world, settings, container.resolve(ROOT.vault));
  });
  provide(child, OF_BUSINESS.authority, (container) => {
    const world = { environment: container.resolve(ROOT.environment), clock: container.resolve(ROOT.clock) };
    const configuration = container.resolve(ROOT.configuration);
    const { informationNames } = configuration.authority;
    return createAuthority({
      ...authorityOptions(configuration, world),
      ...(informationNames !== undefined && { informationNames }),
      accessToken: container.resolve(OF_BUSINESS.accessToken),
    });
  });
  provide(child, OF_BUSINESS.sources, (container) => openSources(container));
  provide(child, OF_BUSINESS.engine, async (container) =>
    createEngine({
      ...policySettings(container.resolve(ROOT.configuration).asking ?? {}),
      business: container.resolve(OF_BUSINESS.business),
      sources: (await container.resolve(OF_BUSINESS.sources)).sources,
      ledger: container.resolve(ROOT.ledger),
      authority: container.resolve(OF_BUSINESS.authority),
      clock: container.resolve(ROOT.clock),
      runner: container.resolve(ROOT.runner),
      report: container.resolve(ROOT.report)(settings.id),
    }),
  );
  return child;
}

/** Registered in the child and cached by it: a factory cached at the root would hand one business's parts to the next. */
function provide<Value>(
  child: DependencyContainer,
  token: InjectionToken<Value>,
  make: (container: DependencyContainer) => Value,
): void {
  child.register(token, { useFactory: instancePerContainerCachingFactory(make) });
}

async function openSources(container: DependencyContainer): Promise<OpenSources> {
  const sources: Source[] = [];
  const failures: OpenSources['failures'][number][] = [];
  const heard: { readonly id: string; readonly assumed: Heard['assumed'] }[] = [];
  for (const settings of container.resolve(OF_BUSINESS.settings).sources) {
    try {
      const { source, failure, assumed } = await openSource(container, settings);
      sources.push(source);
      heard.push({ id: settings.id, assumed });
      if (failure !== undefined) failures.push({ source: settings.id, error: failure });
    } catch (error) {
      // Whatever an adapter throws stops its own source, and no other.
      failures.push({ source: settings.id, error: sourceFailure(settings.id, error) });
    }
  }
  return {
    sources,
    failures,
    assumed: () => heard.flatMap(({ id, assumed }) => assumed().map((each) => ({ source: id, ...each }))),
  };
}

/** A source, and what is wrong with it although it can be read: numbers that it ought to take, and cannot. */
async function openSource(
  container: DependencyContainer,
  settings: SourceConfiguration,
): Promise<{ readonly source: Source; readonly failure: IshurError | undefined; readonly assumed: Heard['assumed'] }> {
  const adapter = adapterNamed(container.resolve(ROOT.adapters), settings.adapter);
  const context: AdapterContext = {
    log: container.resolve(ROOT.log),
    clock: container.resolve(ROOT.clock),
    folder: container.resolve(ROOT.configuration).folder,
  };
  const signal = container.resolve(ROOT.signal);
  const opened = await openChecked(settings.id, adapter, settings.with, context, signal);
  const { session: own, report } = container.resolve(OF_BUSINESS.lifetime).use(opened);
  const { session, assumed } = listenTo(withSoftwareNumber(own, settings.softwareNumber));
  const source: Source = {
    id: settings.id,
    adapter: adapter.id,
    session,
    report,
    deliversAgain: adapter.capabilities.writeBack === 'file',
    incremental: adapter.capabilities.incremental,
    ...(settings.series === undefined ? {} : { series: settings.series }),
    ...(settings.from === undefined ? {} : { from: settings.from }),
  };
  const isSilent = report.writeBack.possible || adapter.capabilities.writeBack === 'none';
  return { source, failure: isSilent ? undefined : cannotTakeNumbers(report), assumed };
}

function cannotTakeNumbers({ writeBack }: SourceReport): IshurError | undefined {
  if (writeBack.possible) return undefined;
  const { he, en } = writeBack.reason;
  return new IshurError({
    code: 'source/cannot-take-numbers',
    remedy: 'fix-config',
    message: {
      he: `אי אפשר לרשום מספרים במקור: ${he} המספרים נשמרים בפנקס ויירשמו כשהדבר יתאפשר.`,
      en: `Numbers cannot be written back: ${en} They are kept in the ledger, and are written once that is possible.`,
    },
  });
}
