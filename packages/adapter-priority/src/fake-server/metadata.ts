import { ATTACHMENTS, LINE_COLUMNS, columnsOf, linesOf } from './columns.ts';
import type { Column, FakeForm } from './columns.ts';
import type { FakeQuirks } from './quirks.ts';

/** EDMX of one form and of what it refers to, with the titles in annotations. */
export function metadataOf(form: FakeForm, quirks: FakeQuirks, isHebrew: boolean): string {
  const keys = form === 'CUSTOMERS' ? ['CUSTNAME'] : ['IVNUM', 'IVTYPE', 'DEBIT'];
  const lines = linesOf(form).replace('_SUBFORM', '');
  const links =
    form === 'CUSTOMERS'
      ? ''
      : `<NavigationProperty Name="${linesOf(form)}" Type="Collection(Priority.OData.${lines})"/>` +
        `<NavigationProperty Name="${ATTACHMENTS}" Type="Collection(Priority.OData.EXTFILES)"/>`;
  const types =
    entity(form, keys, columnsOf(form, quirks), isHebrew, links) +
    (form === 'CUSTOMERS' ? '' : entity(lines, ['KLINE'], LINE_COLUMNS, isHebrew, ''));
  return edmx(types);
}

/** What is answered for a form that was not read before: the metadata of another one. */
export function metadataOfAnother(): string {
  return edmx('<EntityType Name="ADDRECIPIENTS"><Property Name="EMAIL" Type="Edm.String"/></EntityType>');
}

function edmx(types: string): string {
  return (
    '<?xml version="1.0" encoding="utf-8"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">' +
    '<edmx:DataServices><Schema Namespace="Priority.OData" xmlns="http://docs.oasis-open.org/odata/ns/edm">' +
    `${types}</Schema></edmx:DataServices></edmx:Edmx>`
  );
}

function entity(
  name: string,
  keys: readonly string[],
  columns: readonly Column[],
  isHebrew: boolean,
  links: string,
): string {
  const key = keys.map((each) => `<PropertyRef Name="${each}"/>`).join('');
  return `<EntityType Name="${name}"><Key>${key}</Key>${columns.map((column) => property(column, isHebrew)).join('')}${links}</EntityType>`;
}

function property({ name, type, title, maxLength, isReadOnly }: Column, isHebrew: boolean): string {
  const width = maxLength === undefined ? '' : ` MaxLength="${maxLength}"`;
  const shown = escape(title[isHebrew ? 0 : 1]);
  return (
    `<Property Name="${name}" Type="${type}"${width}>` +
    `<Annotation Term="Priority.OData.Description" String="${shown}"/>` +
    (isReadOnly === true ? '<Annotation Term="Priority.OData.ReadOnly" Bool="true"/>' : '') +
    '</Property>'
  );
}

/** Numeric references, as a live server writes Hebrew. */
function escape(text: string): string {
  return [...text]
    .map((letter) => (/[A-Za-z0-9 ./?]/.test(letter) ? letter : `&#x${(letter.codePointAt(0) ?? 0).toString(16)};`))
    .join('');
}
