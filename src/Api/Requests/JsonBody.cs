using System.Text.Json;
using System.Text.Unicode;
using ToolTime.Api.Problems;

namespace ToolTime.Api.Requests;

/// <summary>Parses a request's body as one JSON document, or finds every fault in it.</summary>
internal static class JsonBody
{
    /// <summary>The maximum depth of a body.</summary>
    public const int MaximumDepth = 8;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = MaximumDepth };

    /// <summary>What <paramref name="read"/> returns for the document; null if there are faults.</summary>
    /// <param name="json">The body.</param>
    /// <param name="form">The members that faults may name.</param>
    /// <param name="faults">Gets the faults that are found here, and those that <paramref name="read"/> finds.</param>
    /// <param name="read">Reads the document, which is an object.</param>
    public static T? Read<T>(ReadOnlyMemory<byte> json, BodyForm form, FaultList faults, Func<JsonElement, T?> read)
        where T : class
    {
        if (!Utf8.IsValid(json.Span))
        {
            faults.Add("", FaultCode.Json, "The body is not UTF-8.");
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                faults.Add("", FaultCode.Type, "The body must be an object.");
                return null;
            }

            var result = read(document.RootElement);
            return faults.Any ? null : result;
        }
        catch (JsonException)
        {
            JsonFaults.Find(json.Span, form, faults);
            return null;
        }
        catch (InvalidOperationException)
        {
            // The reader's exception for half a surrogate pair, which is valid JSON but not text.
            faults.Add("", FaultCode.Json, "A string in the body is not Unicode text.");
            return null;
        }
    }

    /// <summary>Gets a member; false if it is absent, or null, which means the same.</summary>
    public static bool TryGet(JsonElement parent, string name, out JsonElement value) =>
        parent.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;
}

/// <summary>The members of a body that a fault may name; everything else in it is given by its position.</summary>
/// <param name="Root">The body's own members.</param>
/// <param name="List">The member that is a list of objects; null if none is.</param>
/// <param name="Item">The members of those objects.</param>
internal sealed record BodyForm(IReadOnlyCollection<string> Root, string? List = null, IReadOnlyCollection<string>? Item = null)
{
    /// <summary>Names no member.</summary>
    public static BodyForm Unnamed { get; } = new([]);
}

/// <summary>Finds why a body is not acceptable JSON: its grammar, its depth, or a duplicate member.</summary>
file static class JsonFaults
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = RequestBody.MaximumBytes };

    public static void Find(ReadOnlySpan<byte> body, BodyForm form, FaultList faults)
    {
        try
        {
            Walk(body, form, faults);
            if (!faults.Any)
            {
                faults.Add("", FaultCode.Json, "The body is not JSON.");
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            faults.Add("", FaultCode.Json, "The body is not JSON.");
        }
    }

    private static void Walk(ReadOnlySpan<byte> body, BodyForm form, FaultList faults)
    {
        var json = new Utf8JsonReader(body, Deep);
        var open = new Stack<Container>();
        while (json.Read())
        {
            switch (json.TokenType)
            {
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    open.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    if (!open.Peek().TryName(json.GetString()!))
                    {
                        var place = open.Peek().Current;
                        faults.Add(place.Pointer, place.Member, FaultCode.DuplicateMember, "A member appears twice in an object.");
                    }

                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray when open.Count == JsonBody.MaximumDepth:
                    faults.Add("", FaultCode.Depth, $"The body may be at most {JsonBody.MaximumDepth} levels deep.");
                    return;
                default:
                    var next = open.TryPeek(out var parent) ? parent.Value() : new BodyPlace(form, "", null);
                    if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        open.Push(new(next, isObject: json.TokenType == JsonTokenType.StartObject));
                    }

                    break;
            }
        }
    }

    /// <summary>An object or list that is still being read.</summary>
    private sealed class Container(BodyPlace place, bool isObject)
    {
        private readonly HashSet<string>? _names = isObject ? [] : null;
        private int _items;

        /// <summary>The place of the most recent member or item.</summary>
        public BodyPlace Current { get; private set; }

        /// <summary>Starts a member; false if the object already has its name.</summary>
        public bool TryName(string name)
        {
            Current = place.Below(name, _items++);
            return _names!.Add(name);
        }

        /// <summary>The place of the next value.</summary>
        public BodyPlace Value()
        {
            if (!isObject)
            {
                Current = place.Below(name: null, _items++);
            }

            return Current;
        }
    }
}

/// <summary>The nearest place in a body that an answer may name.</summary>
/// <param name="Form">The members that it may name.</param>
/// <param name="Pointer">A JSON pointer; empty for the whole body.</param>
/// <param name="Member">The index in that map or list; null if the place itself is meant.</param>
file readonly record struct BodyPlace(BodyForm Form, string Pointer, int? Member)
{
    private string List => $"/{Form.List}";

    private bool IsItem =>
        Form.Item is not null && Pointer.LastIndexOf('/') == List.Length && Pointer.StartsWith(List, StringComparison.Ordinal);

    /// <summary>The place of a member of this object, or of an unnamed item of this list.</summary>
    public BodyPlace Below(string? name, int position) => this switch
    {
        { Member: not null } => this,
        { Pointer: "" } when Form.Root.Contains(name) => this with { Pointer = $"/{name}" },
        _ when name is null && Form.List is not null && Pointer == List => this with { Pointer = $"{Pointer}/{position}" },
        { IsItem: true } when Form.Item!.Contains(name) => this with { Pointer = $"{Pointer}/{name}" },
        _ => this with { Member = position },
    };
}
