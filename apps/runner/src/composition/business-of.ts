import type { Business } from '@ishur/engine';
import type { BusinessConfiguration } from '../configuration/schema.ts';

/** A business as the engine knows it. */
export function businessOf(settings: BusinessConfiguration): Business {
  const { id, vatNumber, operator, ask, softwareNumber, unionVatNumber, authorizedCompany } = settings;
  return {
    id,
    vatNumber,
    operator: {
      ...(operator.name === undefined ? {} : { name: operator.name }),
      ...(operator.id === undefined ? {} : { id: operator.id }),
    },
    ask,
    ...(softwareNumber === undefined ? {} : { softwareNumber }),
    ...(unionVatNumber === undefined ? {} : { unionVatNumber }),
    ...(authorizedCompany === undefined ? {} : { authorizedCompany }),
  };
}
