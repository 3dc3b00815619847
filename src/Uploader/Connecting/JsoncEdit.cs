using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ToolTime.Uploader.Connecting;

/// <summary>Adds an element to an object or array in the style of the surrounding text, and removes one.</summary>
internal static class JsoncEdit
{
    private const string DefaultUnit = "  ";
    private const int MaxIndentSize = 127;

    public static byte[] Append(JsoncText text, JsoncValue container, string? name, JsonNode value)
    {
        var isFlat = container.Elements is [var first, ..]
            ? !text.HasLineBreak(container.Start, first.Start)
            : text.Root.Elements.Count > 0 && !text.HasLineBreak(text.Root.Start, text.Root.End);
        if (isFlat)
        {
            return AppendFlat(text, container, Written(name, value, LineBreak(text), null, ""));
        }

        var unit = Unit(text);
        var outer = text.Indentation(container.Start);
        var inner = container.Elements is [.., var last] ? text.Indentation(last.Start) : outer + unit;
        var line = LineBreak(text) + inner + Written(name, value, LineBreak(text), unit, inner);
        var end = text.BeforeSpace(container.Close);
        return container.Elements switch
        {
            [] => text.With((end, container.Close, line + LineBreak(text) + outer)),
            [.., { Comma: not null }] => text.With((end, end, line + ",")),
            [.., { Value.End: var before }] => text.With((before, before, ","), (end, end, line)),
        };
    }

    public static byte[] Remove(JsoncText text, JsoncValue container, int index)
    {
        var element = container.Elements[index];
        if (
            container.Elements.Count == 1
            && text.IsSpace(container.Start + 1, element.Start)
            && text.IsSpace(element.EndWithComma, container.Close)
        )
        {
            return text.With((container.Start + 1, container.Close, ""));
        }

        if (index + 1 < container.Elements.Count && text.IsSpace(element.EndWithComma, container.Elements[index + 1].Start))
        {
            return text.With((element.Start, container.Elements[index + 1].Start, ""));
        }

        var start = text.BeforeSpace(element.Start);
        var orphan = index > 0 && element.Comma is null ? container.Elements[index - 1].Comma : null;
        return orphan switch
        {
            null => text.With((start, element.EndWithComma, "")),
            { } comma when comma + 1 == start => text.With((comma, element.EndWithComma, "")),
            { } comma => text.With((comma, comma + 1, ""), (start, element.EndWithComma, "")),
        };
    }

    public static byte[] Replace(JsoncText text, JsoncValue value, JsonNode with) =>
        text.With((value.Start, value.End, Written(null, with, LineBreak(text), null, "")));

    private static byte[] AppendFlat(JsoncText text, JsoncValue container, string written) => container.Elements switch
    {
        [] => text.With((text.BeforeSpace(container.Close), container.Close, written)),
        [.., { Comma: { } comma }] => text.With((comma + 1, comma + 1, " " + written + ",")),
        [.., { Value.End: var end }] => text.With((end, end, ", " + written)),
    };

    private static string LineBreak(JsoncText text) => text.Bytes.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";

    /// <summary>One step of indentation, taken from the text's first indented line.</summary>
    private static string Unit(JsoncText text)
    {
        if (text.Root.Elements is not [var first, ..] || !text.HasLineBreak(text.Root.Start, first.Start))
        {
            return DefaultUnit;
        }

        var unit = text.Indentation(first.Start);
        return unit.Length is > 0 and <= MaxIndentSize && unit.All(c => c == unit[0]) ? unit : DefaultUnit;
    }

    /// <summary>On one line if <paramref name="unit"/> is null.</summary>
    private static string Written(string? name, JsonNode value, string lineBreak, string? unit, string indentation)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = unit is not null,
            IndentCharacter = unit?[0] ?? ' ',
            IndentSize = unit?.Length ?? 0,
            NewLine = "\n",
        };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            value.WriteTo(writer);
        }

        var written = Encoding.UTF8.GetString(stream.ToArray()).Replace("\n", lineBreak + indentation, StringComparison.Ordinal);
        return name is null ? written : $"\"{name}\":{(unit is null ? "" : " ")}{written}";
    }
}
