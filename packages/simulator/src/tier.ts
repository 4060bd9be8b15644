/** The word for the tier in a path. Source: API description 2.0 / 7.2024, section 2.3. */
export type Tier = 'tsandbox' | 'production';
