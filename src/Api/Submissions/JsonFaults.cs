using System.Text.Json;
using ToolTime.Api.Problems;
using ToolTime.Api.Requests;

namespace ToolTime.Api.Submissions;

/// <summary>Finds why a body is not acceptable JSON: its grammar, its depth, or a duplicate member.</summary>
internal static class JsonFaults
{
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = RequestBody.MaximumBytes };

    public static void Find(ReadOnlySpan<byte> body, FaultList faults)
    {
        try
        {
            Walk(body, faults);
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

    private static void Walk(ReadOnlySpan<byte> body, FaultList faults)
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
                        var (pointer, member) = open.Peek().Current;
                        faults.Add(pointer, member, FaultCode.DuplicateMember, "A member appears twice in an object.");
                    }

                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray when open.Count == JsonBody.MaximumDepth:
                    faults.Add("", FaultCode.Depth, $"The body may be at most {JsonBody.MaximumDepth} levels deep.");
                    return;
                default:
                    var place = open.TryPeek(out var parent) ? parent.Value() : BodyPlace.Root;
                    if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    {
                        open.Push(new(place, isObject: json.TokenType == JsonTokenType.StartObject));
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

/// <summary>
/// The nearest place in a body that an answer may name. Only the forms' own members are named; anything below other members is given by its
/// position.
/// </summary>
/// <param name="Pointer">A JSON pointer; empty for the whole body.</param>
/// <param name="Member">The index in that map or list; null if the place itself is meant.</param>
internal readonly record struct BodyPlace(string Pointer, int? Member)
{
    private const string Days = "/days";

    public static readonly BodyPlace Root = new("", null);

    private bool IsDay => Pointer.LastIndexOf('/') == Days.Length && Pointer.StartsWith(Days, StringComparison.Ordinal);

    /// <summary>The place of a member of this object, or of an unnamed item of this list.</summary>
    public BodyPlace Below(string? name, int position) => this switch
    {
        { Member: not null } => this,
        { Pointer: "" } when SnapshotReader.RootMembers.Contains(name) || DayCellReader.RootMembers.Contains(name) => new($"/{name}", null),
        { Pointer: Days } when name is null => new($"{Days}/{position}", null),
        { IsDay: true } when DayCellReader.DayMembers.Contains(name) => new($"{Pointer}/{name}", null),
        _ => this with { Member = position },
    };
}
