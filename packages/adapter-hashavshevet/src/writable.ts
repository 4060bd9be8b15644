export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Sets what is there, and leaves out what is not: an absent field is neither an empty text nor null. */
export function setIfPresent<T, Key extends keyof T>(target: T, key: Key, value: T[Key] | undefined): void {
  if (value !== undefined && value !== '') target[key] = value;
}
