import { container } from './container.ts';
import type { DependencyContainer } from './container.ts';
import { ROOT } from './tokens.ts';
import type { RootValues } from './tokens.ts';

/** A container that holds values only: whatever depends on a business is registered in its own child. */
export function composeRoot(values: RootValues): DependencyContainer {
  const root = container.createChildContainer();
  root.register(ROOT.configuration, { useValue: values.configuration });
  root.register(ROOT.adapters, { useValue: values.adapters });
  root.register(ROOT.ledger, { useValue: values.ledger });
  root.register(ROOT.vault, { useValue: values.vault });
  root.register(ROOT.environment, { useValue: values.environment });
  root.register(ROOT.clock, { useValue: values.clock });
  root.register(ROOT.log, { useValue: values.log });
  root.register(ROOT.runner, { useValue: values.runner });
  root.register(ROOT.report, { useValue: values.report });
  root.register(ROOT.signal, { useValue: values.signal });
  return root;
}
