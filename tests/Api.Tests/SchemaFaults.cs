using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ToolTime.Api.Tests;

/// <summary>
/// Checks a value against the parts of JSON Schema 2020-12 that our schemas use; any other keyword throws, so that none is skipped. A
/// package with the full standard is not available from every registry.
/// </summary>
internal static class SchemaFaults
{
    private static readonly string[] Words =
    [
        "$schema",
        "$id",
        "$defs",
        "$ref",
        "title",
        "description",
        "format",
        "default",
        "examples",
        "type",
        "enum",
        "const",
        "minimum",
        "maximum",
        "minLength",
        "maxLength",
        "pattern",
        "properties",
        "required",
        "additionalProperties",
        "propertyNames",
        "minProperties",
        "maxProperties",
        "items",
        "minItems",
        "maxItems",
        "oneOf",
        "anyOf",
        "allOf",
        "if",
        "then",
        "else",
        "not",
    ];

    /// <summary>Where a value violates a schema, as pointers with the violated keyword.</summary>
    public static IReadOnlyList<string> Find(JsonNode schema, JsonNode? value) => [.. Faults(schema, schema, value, "")];

    /// <summary>Where a value violates the schema that a reference within a document leads to.</summary>
    public static IReadOnlyList<string> Find(JsonNode document, string reference, JsonNode? value) =>
        [.. Faults(document, Resolve(document, reference), value, "")];

    private static IEnumerable<string> Faults(JsonNode root, JsonNode? schema, JsonNode? value, string at)
    {
        if (schema is JsonValue boolean)
        {
            return boolean.GetValue<bool>() ? [] : [$"{at} false"];
        }

        var words = schema!.AsObject();
        Assert.Subset(new HashSet<string>(Words), words.Select(word => word.Key).ToHashSet());
        return words.SelectMany(word => Faults(root, words, word.Key, word.Value!, value, at));
    }

    private static IEnumerable<string> Faults(JsonNode root, JsonObject schema, string word, JsonNode asked, JsonNode? value, string at)
    {
        IEnumerable<string> Fault(bool isRight) => isRight ? [] : [$"{at} {word}"];
        bool Fits(JsonNode? other) => !Faults(root, other, value, at).Any();
        return (word, value) switch
        {
            ("$ref", _) => Faults(root, Resolve(root, (string)asked!), value, at),
            ("type", _) => Fault((asked as JsonArray ?? [asked.DeepClone()]).Any(type => IsOf((string)type!, value))),
            ("enum", _) => Fault(asked.AsArray().Any(one => JsonNode.DeepEquals(one, value))),
            ("const", _) => Fault(JsonNode.DeepEquals(asked, value)),
            ("oneOf", _) => Fault(asked.AsArray().Count(Fits) == 1),
            ("anyOf", _) => Fault(asked.AsArray().Any(Fits)),
            ("not", _) => Fault(!Fits(asked)),
            ("allOf", _) => asked.AsArray().SelectMany(one => Faults(root, one, value, at)),
            ("if", _) => (Fits(asked) ? schema["then"] : schema["else"]) is { } branch ? Faults(root, branch, value, at) : [],
            ("minimum", JsonValue) when IsOf("number", value) => Fault(Number(value) >= Number(asked)),
            ("maximum", JsonValue) when IsOf("number", value) => Fault(Number(value) <= Number(asked)),
            ("minLength", JsonValue) when IsOf("string", value) => Fault(Length(value) >= (int)asked),
            ("maxLength", JsonValue) when IsOf("string", value) => Fault(Length(value) <= (int)asked),
            ("pattern", JsonValue) when IsOf("string", value) => Fault(
                Regex.IsMatch((string)value!, Ecma((string)asked!), RegexOptions.CultureInvariant)
            ),
            ("required", JsonObject members) => asked
                .AsArray()
                .Where(name => !members.ContainsKey((string)name!))
                .Select(name => $"{at}/{name} required"),
            ("properties", JsonObject members) => asked
                .AsObject()
                .Where(one => members.ContainsKey(one.Key))
                .SelectMany(one => Faults(root, one.Value, members[one.Key], $"{at}/{one.Key}")),
            ("additionalProperties", JsonObject members) => members
                .Where(one => schema["properties"]?[one.Key] is null)
                .SelectMany(one => Faults(root, asked, one.Value, $"{at}/{one.Key}")),
            ("propertyNames", JsonObject members) => members.SelectMany(one => Faults(root, asked, JsonValue.Create(one.Key), at)),
            ("minProperties", JsonObject members) => Fault(members.Count >= (int)asked),
            ("maxProperties", JsonObject members) => Fault(members.Count <= (int)asked),
            ("items", JsonArray items) => items.Index().SelectMany(one => Faults(root, asked, one.Item, $"{at}/{one.Index}")),
            ("minItems", JsonArray items) => Fault(items.Count >= (int)asked),
            ("maxItems", JsonArray items) => Fault(items.Count <= (int)asked),
            _ => [],
        };
    }

    private static JsonNode Resolve(JsonNode root, string reference) =>
        reference
            .Split('/')[1..]
            .Aggregate(root, (node, step) => node[step] ?? throw new InvalidOperationException($"{reference} leads nowhere."));

    private static bool IsOf(string type, JsonNode? value) =>
        (type, value?.GetValueKind() ?? JsonValueKind.Null) switch
        {

            ("null", JsonValueKind.Null)
            or
            ("object", JsonValueKind.Object)
            or
            ("array", JsonValueKind.Array)
            or ("string", JsonValueKind.String) => true,
            ("number", JsonValueKind.Number) or ("boolean", JsonValueKind.True or JsonValueKind.False) => true,
            ("integer", JsonValueKind.Number) => Math.Floor(Number(value)) == Number(value),
            _ => false,
        };

    private static double Number(JsonNode? value) => value!.Deserialize<double>();

    /// <summary>Lengths are in code points.</summary>
    private static int Length(JsonNode? value) => ((string)value!).EnumerateRunes().Count();

    /// <summary>Adapts the end anchor to JSON Schema's dialect, in which it does not match before a trailing line feed.</summary>
    private static string Ecma(string pattern) => pattern.EndsWith('$') ? pattern[..^1] + @"\z" : pattern;
}
