export type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

export function setIfPresent<T, Key extends keyof T>(target: T, key: Key, value: T[Key] | undefined): void {
  if (value !== undefined) target[key] = value;
}
