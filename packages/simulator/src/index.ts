export { startSimulator } from './start-simulator.ts';
export type { Simulator } from './start-simulator.ts';
export { parseScenario, readScenario } from './scenario/read-scenario.ts';
export { DEFAULT_WINDOW } from './settings.ts';
export type {
  DateWindow,
  DecisionSettings,
  LookUpSettings,
  OAuthClient,
  OAuthSettings,
  Personality,
  ProformaSettings,
  Scenario,
  SimulatorOptions,
} from './settings.ts';
export type { Behaviour, DealerSettings, HoldBehaviour, InvoiceRule, Permission } from './dealers/dealer-settings.ts';
export type { Fault, FaultKind, ServiceName } from './faults/fault.ts';
export type { KnownInvoice } from './information/known-invoice.ts';
export { formatLogEntry } from './log/format-log-entry.ts';
export type { LogEntry, Reason } from './log/log-entry.ts';
export type { Tier } from './tier.ts';
