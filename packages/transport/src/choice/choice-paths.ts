import type { SentChoice } from '@ishur/core';

/** What stands for each choice in the path. API description 2.0 / 7.2024, section 4.2. */
const CHOICE_WORDS: Readonly<Record<SentChoice, string>> = {
  cancel: 'Cancel',
  continue: 'Continue',
  hearing: 'FurtherObjection',
};

/** One spelling of the path, with the address of each choice. */
export type ChoiceUrls = Readonly<Record<SentChoice, URL>>;

/** The addresses below one path, in which `{choice}` stands for the choice. */
export function choiceUrls(path: string, at: (path: string) => URL): ChoiceUrls {
  const of = (choice: SentChoice): URL => at(path.replaceAll('{choice}', CHOICE_WORDS[choice]));
  return { cancel: of('cancel'), continue: of('continue'), hearing: of('hearing') };
}
