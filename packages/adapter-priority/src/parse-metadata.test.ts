import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMetadata } from './parse-metadata.ts';

function edmx(types: string): string {
  return `<edmx:Edmx><Schema Namespace="Priority.OData">${types}</Schema></edmx:Edmx>`;
}

const TITLE = '<Annotation Term="Priority.OData.Description" String="&#x5DE;&#1505;&apos; &amp; &quot;הקצאה&quot;"/>';

test('columns, types, lengths and titles of one form, and of no other', () => {
  const columns = parseMetadata(
    edmx(
      `<EntityType Name="OTHER"><Property Name="X" Type="Edm.String"/></EntityType>
       <EntityType Name="AINVOICES"><Key><PropertyRef Name="IVNUM"/></Key>
         <Property Name='IVNUM' Type='Edm.String' MaxLength='16'><Annotation Term="Priority.OData.ReadOnly" Bool="true"/></Property>
         <Property Name="N" Type="Edm.String">${TITLE}</Property>
         <Property Name="PLAIN" Type="Edm.Decimal"/>
         <Annotation Term="Priority.OData.Description" String="the form itself"/>
         <Property Name="OPEN"><Annotation Term="Priority.OData.ReadOnly" Bool="false"/></Property>
         <Property Name="STD"><Annotation Term="Org.OData.Core.V1.Permissions"><EnumMember>Org.OData.Core.V1.Permission/Read</EnumMember></Annotation></Property>
       </EntityType>`,
    ),
    'AINVOICES',
  );
  expect([...(columns?.values() ?? [])]).toEqual([
    { name: 'IVNUM', type: 'Edm.String', title: undefined, maxLength: 16, isReadOnly: true },
    { name: 'N', type: 'Edm.String', title: 'מס\' & "הקצאה"', maxLength: undefined, isReadOnly: false },
    { name: 'PLAIN', type: 'Edm.Decimal', title: undefined, maxLength: undefined, isReadOnly: false },
    { name: 'OPEN', type: 'Edm.String', title: undefined, maxLength: undefined, isReadOnly: false },
    { name: 'STD', type: 'Edm.String', title: undefined, maxLength: undefined, isReadOnly: true },
  ]);
});

test('another form, and what is no metadata, is none', () => {
  expect(parseMetadata(edmx('<EntityType Name="OTHER"/>'), 'AINVOICES')).toBeUndefined();
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(parseMetadata(text, 'AINVOICES')).toBeUndefined();
    }),
  );
});

test('a part of it, cut anywhere, is read without an error', () => {
  const whole = edmx(`<EntityType Name="AINVOICES"><Property Name="N" MaxLength="9">${TITLE}</Property></EntityType>`);
  for (let length = 0; length < whole.length; length += 1) {
    expect(() => parseMetadata(whole.slice(0, length), 'AINVOICES')).not.toThrow();
  }
});

test('a title that is cut in the middle of an entity stays as it is', () => {
  const xml = edmx(
    '<EntityType Name="A"><Property Name="N"><Annotation Term="x.Description" String="&#xFFFFFF; &nope;"/></Property></EntityType>',
  );
  expect(parseMetadata(xml, 'A')?.get('N')?.title).toBe('&#xFFFFFF; &nope;');
});
