/**
 * From an entry of the schema to TypeScript: the type of the property and the call that makes its attribute
 * (see widgets/controls/attribute.ts).
 */

/**
 * @typedef {object} SchemaAttribute
 * @property {string} name
 * @property {string | readonly string[]} type
 * @property {unknown} default
 * @property {string} help
 * @property {boolean} [allow_none]
 * @property {readonly string[]} [enum]
 * @property {{ readonly type: string }} [items]
 * @property {string} [widget]
 */

/**
 * @typedef {object} Kind
 * @property {string} type of the property
 * @property {string} make the call
 * @property {readonly string[]} [parts] other controls that it names
 */

/** What the schema leaves open: arrays of unstated items, and files. @type {Readonly<Record<string, Kind>>} */
const special = {
  "SelectionRangeSlider.index": intPair([0, 0]),
  "IntRangeSlider.value": intPair([0, 1]),
  "FloatRangeSlider.value": { type: "readonly [number, number]", make: "pair(float(0), [0, 1])" },
  "Link.source": linkEnd(),
  "Link.target": linkEnd(),
  "DirectionalLink.source": linkEnd(),
  "DirectionalLink.target": linkEnd(),
  "TagsInput.value": listOf("string", 'text("")'),
  "TagsInput.allowed_tags": listOf("string", 'text("")'),
  "ColorsInput.value": listOf("string", 'text("")'),
  "ColorsInput.allowed_tags": listOf("string", 'text("")'),
  "IntsInput.value": listOf("number", "int(0)"),
  "IntsInput.allowed_tags": listOf("number", "int(0)"),
  "FloatsInput.value": listOf("number", "float(0)"),
  "FloatsInput.allowed_tags": listOf("number", "float(0)"),
  "FileUpload.value": { type: "readonly UploadedFile[]", make: "uploads()" },
};

/** @type {Readonly<Record<string, (value: any) => Kind>>} */
const scalars = {
  bool: (value) => ({ type: "boolean", make: `bool(${value ?? false})` }),
  int: (value) => ({ type: "number", make: `int(${value ?? 0})` }),
  float: (value) => ({ type: "number", make: `float(${value ?? 0})` }),
  string: (value) => ({ type: "string", make: `text(${JSON.stringify(value ?? "")})` }),
  bytes: () => ({ type: "Uint8Array", make: "bytes()" }),
  Date: () => ({ type: "Date", make: "date()" }),
  Datetime: () => ({ type: "Date", make: "datetime()" }),
  Time: () => ({ type: "TimeOfDay", make: "time()" }),
  object: () => ({ type: "object", make: "record()" }),
};

/**
 * @param {string} model
 * @param {SchemaAttribute} attribute
 * @returns {Kind}
 */
export function kindOf(model, attribute) {
  const known = special[`${model}.${attribute.name}`];
  if (known) return known;
  const kind = plainKind(model, attribute);
  if (!attribute.allow_none) return kind;
  const initial = attribute.default === null ? "" : `, ${JSON.stringify(attribute.default)}`;
  return { ...kind, type: `${kind.type} | null`, make: `nullable(${kind.make}${initial})` };
}

/**
 * @param {string} model
 * @param {SchemaAttribute} attribute
 * @returns {Kind}
 */
function plainKind(model, { name, type, default: initial, enum: values, items, widget }) {
  if (values) {
    const literals = values.map((value) => JSON.stringify(value));
    const first = JSON.stringify(initial ?? values[0]);
    return { type: literals.join(" | "), make: `oneOf(${first}, [${literals.join(", ")}])` };
  }
  if (type === "reference" && widget) {
    return { type: widget, make: `part(${widget})`, parts: [widget] };
  }
  if (type === "array" && items) return listKind(items.type);
  if (Array.isArray(type)) return { type: `number | "any"`, make: `stepOrAny(${initial})` };
  const scalar = typeof type === "string" ? scalars[type] : undefined;
  if (!scalar) throw new Error(`kindOf: type of ${model}.${name} must be known, got ${type}`);
  return scalar(initial);
}

/**
 * @param {string} type of the items
 * @returns {Kind}
 */
function listKind(type) {
  if (type === "reference") return { type: "readonly AnyWidget[]", make: "widgets()" };
  const item = scalars[type]?.(undefined);
  if (!item) throw new Error(`kindOf: items must be of a known type, got ${type}`);
  return listOf(item.type, item.make);
}

/**
 * @param {string} type
 * @param {string} make
 * @returns {Kind}
 */
function listOf(type, make) {
  return { type: `readonly ${type}[]`, make: `list(${make})` };
}

/**
 * @param {readonly [number, number]} initial
 * @returns {Kind}
 */
function intPair(initial) {
  return { type: "readonly [number, number]", make: `pair(int(0), [${initial.join(", ")}])` };
}

/** @returns {Kind} */
function linkEnd() {
  return { type: "LinkEnd", make: "linkEnd()" };
}
