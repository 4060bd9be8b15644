/**
 * The layout of the uniform file (מבנה אחיד), version 1.31 of 10.5.2009, section 5: every field that has a width.
 *
 * A field is its number, the position of its first character (from 1), its length, and how it is written:
 * `text` X(n) · `digits` 9(n) · `signed2` X9(n)V99, a sign, then agorot · `signed4` X9(n)V9999, with four decimals ·
 * `unsigned2` 9(n)V99. Lengths leave out CR LF.
 */
export type FieldKind = 'text' | 'digits' | 'signed2' | 'signed4' | 'unsigned2';
export type FieldLayout = readonly [field: number, start: number, length: number, kind: FieldKind];

export interface RecordLayout {
  readonly length: number;
  readonly fields: readonly FieldLayout[];
}

/** `A000` and `summary` make up INI.TXT, the others BKMVDATA.TXT. */
export type LayoutName = DataCode | 'A000' | 'summary';
/** The codes with which records of BKMVDATA.TXT begin. */
export type DataCode = 'A100' | 'B100' | 'B110' | 'C100' | 'D110' | 'D120' | 'M100' | 'Z900';

export const LAYOUT: Readonly<Record<LayoutName, RecordLayout>> = {
  A000: {
    length: 466,
    fields: [
      [1000, 1, 4, 'text'],
      [1001, 5, 5, 'text'],
      [1002, 10, 15, 'digits'],
      [1003, 25, 9, 'digits'],
      [1004, 34, 15, 'digits'],
      [1005, 49, 8, 'text'],
      [1006, 57, 8, 'digits'],
      [1007, 65, 20, 'text'],
      [1008, 85, 20, 'text'],
      [1009, 105, 9, 'digits'],
      [1010, 114, 20, 'text'],
      [1011, 134, 1, 'digits'],
      [1012, 135, 50, 'text'],
      [1013, 185, 1, 'digits'],
      [1014, 186, 1, 'digits'],
      [1015, 187, 9, 'digits'],
      [1016, 196, 9, 'digits'],
      [1017, 205, 10, 'text'],
      [1018, 215, 50, 'text'],
      [1019, 265, 50, 'text'],
      [1020, 315, 10, 'text'],
      [1021, 325, 30, 'text'],
      [1022, 355, 8, 'text'],
      [1023, 363, 4, 'digits'],
      [1024, 367, 8, 'digits'],
      [1025, 375, 8, 'digits'],
      [1026, 383, 8, 'digits'],
      [1027, 391, 4, 'digits'],
      [1028, 395, 1, 'digits'],
      [1029, 396, 1, 'digits'],
      [1030, 397, 20, 'text'],
      [1032, 417, 3, 'text'],
      [1034, 420, 1, 'digits'],
      [1035, 421, 46, 'text'],
    ],
  },
  summary: {
    length: 19,
    fields: [
      [1050, 1, 4, 'text'],
      [1051, 5, 15, 'digits'],
    ],
  },
  A100: {
    length: 95,
    fields: [
      [1100, 1, 4, 'text'],
      [1101, 5, 9, 'digits'],
      [1102, 14, 9, 'digits'],
      [1103, 23, 15, 'digits'],
      [1104, 38, 8, 'text'],
      [1105, 46, 50, 'text'],
    ],
  },
  Z900: {
    length: 110,
    fields: [
      [1150, 1, 4, 'text'],
      [1151, 5, 9, 'digits'],
      [1152, 14, 9, 'digits'],
      [1153, 23, 15, 'digits'],
      [1154, 38, 8, 'text'],
      [1155, 46, 15, 'digits'],
      [1156, 61, 50, 'text'],
    ],
  },
  C100: {
    length: 444,
    fields: [
      [1200, 1, 4, 'text'],
      [1201, 5, 9, 'digits'],
      [1202, 14, 9, 'digits'],
      [1203, 23, 3, 'digits'],
      [1204, 26, 20, 'text'],
      [1205, 46, 8, 'digits'],
      [1206, 54, 4, 'digits'],
      [1207, 58, 50, 'text'],
      [1208, 108, 50, 'text'],
      [1209, 158, 10, 'text'],
      [1210, 168, 30, 'text'],
      [1211, 198, 8, 'text'],
      [1212, 206, 30, 'text'],
      [1213, 236, 2, 'text'],
      [1214, 238, 15, 'text'],
      [1215, 253, 9, 'digits'],
      [1216, 262, 8, 'digits'],
      [1217, 270, 15, 'signed2'],
      [1218, 285, 3, 'text'],
      [1219, 288, 15, 'signed2'],
      [1220, 303, 15, 'signed2'],
      [1221, 318, 15, 'signed2'],
      [1222, 333, 15, 'signed2'],
      [1223, 348, 15, 'signed2'],
      [1224, 363, 12, 'signed2'],
      [1225, 375, 15, 'text'],
      [1226, 390, 10, 'text'],
      [1228, 400, 1, 'text'],
      [1230, 401, 8, 'digits'],
      [1231, 409, 7, 'text'],
      [1233, 416, 9, 'text'],
      [1234, 425, 7, 'digits'],
      [1235, 432, 13, 'text'],
    ],
  },
  D110: {
    length: 339,
    fields: [
      [1250, 1, 4, 'text'],
      [1251, 5, 9, 'digits'],
      [1252, 14, 9, 'digits'],
      [1253, 23, 3, 'digits'],
      [1254, 26, 20, 'text'],
      [1255, 46, 4, 'digits'],
      [1256, 50, 3, 'digits'],
      [1257, 53, 20, 'text'],
      [1258, 73, 1, 'digits'],
      [1259, 74, 20, 'text'],
      [1260, 94, 30, 'text'],
      [1261, 124, 50, 'text'],
      [1262, 174, 30, 'text'],
      [1263, 204, 20, 'text'],
      [1264, 224, 17, 'signed4'],
      [1265, 241, 15, 'signed2'],
      [1266, 256, 15, 'signed2'],
      [1267, 271, 15, 'signed2'],
      [1268, 286, 4, 'unsigned2'],
      [1270, 290, 7, 'text'],
      [1272, 297, 8, 'digits'],
      [1273, 305, 7, 'digits'],
      [1274, 312, 7, 'text'],
      [1275, 319, 21, 'text'],
    ],
  },
  D120: {
    length: 222,
    fields: [
      [1300, 1, 4, 'text'],
      [1301, 5, 9, 'digits'],
      [1302, 14, 9, 'digits'],
      [1303, 23, 3, 'digits'],
      [1304, 26, 20, 'text'],
      [1305, 46, 4, 'digits'],
      [1306, 50, 1, 'digits'],
      [1307, 51, 10, 'digits'],
      [1308, 61, 10, 'digits'],
      [1309, 71, 15, 'digits'],
      [1310, 86, 10, 'digits'],
      [1311, 96, 8, 'digits'],
      [1312, 104, 15, 'signed2'],
      [1313, 119, 1, 'digits'],
      [1314, 120, 20, 'text'],
      [1315, 140, 1, 'digits'],
      [1320, 141, 7, 'text'],
      [1322, 148, 8, 'digits'],
      [1323, 156, 7, 'digits'],
      [1324, 163, 60, 'text'],
    ],
  },
  B100: {
    length: 317,
    fields: [
      [1350, 1, 4, 'text'],
      [1351, 5, 9, 'digits'],
      [1352, 14, 9, 'digits'],
      [1353, 23, 10, 'digits'],
      [1354, 33, 5, 'digits'],
      [1355, 38, 8, 'digits'],
      [1356, 46, 15, 'text'],
      [1357, 61, 20, 'text'],
      [1358, 81, 3, 'digits'],
      [1359, 84, 20, 'text'],
      [1360, 104, 3, 'digits'],
      [1361, 107, 50, 'text'],
      [1362, 157, 8, 'digits'],
      [1363, 165, 8, 'digits'],
      [1364, 173, 15, 'text'],
      [1365, 188, 15, 'text'],
      [1366, 203, 1, 'digits'],
      [1367, 204, 3, 'text'],
      [1368, 207, 15, 'signed2'],
      [1369, 222, 15, 'signed2'],
      [1370, 237, 12, 'signed2'],
      [1371, 249, 10, 'text'],
      [1372, 259, 10, 'text'],
      [1374, 269, 7, 'text'],
      [1375, 276, 8, 'digits'],
      [1376, 284, 9, 'text'],
      [1377, 293, 25, 'text'],
    ],
  },
  B110: {
    length: 376,
    fields: [
      [1400, 1, 4, 'text'],
      [1401, 5, 9, 'digits'],
      [1402, 14, 9, 'digits'],
      [1403, 23, 15, 'text'],
      [1404, 38, 50, 'text'],
      [1405, 88, 15, 'text'],
      [1406, 103, 30, 'text'],
      [1407, 133, 50, 'text'],
      [1408, 183, 10, 'text'],
      [1409, 193, 30, 'text'],
      [1410, 223, 8, 'text'],
      [1411, 231, 30, 'text'],
      [1412, 261, 2, 'text'],
      [1413, 263, 15, 'text'],
      [1414, 278, 15, 'signed2'],
      [1415, 293, 15, 'signed2'],
      [1416, 308, 15, 'signed2'],
      [1417, 323, 4, 'digits'],
      [1419, 327, 9, 'digits'],
      [1421, 336, 7, 'text'],
      [1422, 343, 15, 'signed2'],
      [1423, 358, 3, 'text'],
      [1424, 361, 16, 'text'],
    ],
  },
  M100: {
    length: 298,
    fields: [
      [1450, 1, 4, 'text'],
      [1451, 5, 9, 'digits'],
      [1452, 14, 9, 'digits'],
      [1453, 23, 20, 'text'],
      [1454, 43, 20, 'text'],
      [1455, 63, 20, 'text'],
      [1456, 83, 50, 'text'],
      [1457, 133, 10, 'text'],
      [1458, 143, 30, 'text'],
      [1459, 173, 20, 'text'],
      [1460, 193, 12, 'signed2'],
      [1461, 205, 12, 'signed2'],
      [1462, 217, 12, 'signed2'],
      [1463, 229, 10, 'unsigned2'],
      [1464, 239, 10, 'unsigned2'],
      [1465, 249, 50, 'text'],
    ],
  },
};

/** Fields by their number, which is unique over all records. */
const FIELDS: ReadonlyMap<number, FieldLayout> = new Map(
  Object.values(LAYOUT).flatMap(({ fields }) => fields.map((field) => [field[0], field] as const)),
);

/** @throws RangeError for a number that the layout does not have. */
export function fieldLayout(field: number): FieldLayout {
  const layout = FIELDS.get(field);
  if (layout === undefined) throw new RangeError(`the uniform file 1.31 has no field ${field}`);
  return layout;
}

/** What stands in 1005, 1104 and 1154 of version 1.31. */
export const SYSTEM_CONSTANT = '&OF1.31&';
