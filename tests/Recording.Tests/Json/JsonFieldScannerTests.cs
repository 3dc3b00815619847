using System.Text;
using System.Text.Json;
using ToolTime.Recording.Hooks;
using ToolTime.Recording.Json;

namespace ToolTime.Recording.Tests.Json;

public sealed class JsonFieldScannerTests
{
    private static readonly JsonField[] Fields =
    [
        new(null, "name", 32),
        new("inner", "name", 32),
        new(null, "error", 5, Whole: false),
    ];

    public static TheoryData<string> Recorded => [.. RecordedHooks.Lines];

    [Theory]
    [InlineData("""{"name":"a"}""", "a", null)]
    [InlineData(""" { "name" : "a" , "inner" : { "name" : "b" } } """, "a", "b")]
    [InlineData("""{"inner":{"name":"b","deep":{"name":"c"}},"other":{"name":"d"}}""", null, "b")]
    [InlineData("""{"inner":[{"name":"b"}],"list":["name","x"]}""", null, null)]
    [InlineData("""{"name":1,"inner":{"name":null}}""", null, null)]
    [InlineData("""{"name":-1.5e+3,"x":true,"y":[],"z":{},"inner":{"name":"b"}}""", null, "b")]
    [InlineData("""{"name":"a","name":"z"}""", "z", null)]
    [InlineData("""{"na\u006de":"a"}""", "a", null)]
    [InlineData("""{"name":"\"\\\/\b\f\n\r\t\u00e9ж\ud83d\ude00"}""", "\"\\/\b\f\n\r\té\u0436😀", null)]
    [InlineData("""{"name":"\ud83dx\ude00"}""", "\uFFFDx\uFFFD", null)]
    [InlineData("""{"name":"C:\Users\dev\.x"}""", "C:\\Users\\dev\\.x", null)]
    [InlineData("""{"name":"C:\unix","inner":{"name":"b"}}""", "C:\\unix", "b")]
    [InlineData("""{"name":"C:\u","inner":{"name":"D:\uDAz\ud"}}""", "C:\\u", "D:\\uDAz\\ud")]
    [InlineData("""{"name":"\ud83d\udq"}""", "\uFFFD\\udq", null)]
    [InlineData("""{"x":NaN,"y":[-Infinity,+1,.5,undefined],"name":"a","inner":{"name":"b",},}""", "a", "b")]
    [InlineData("""{"name":NaN,"inner":{"name":undefined}}""", null, null)]
    [InlineData("""{"name":"this text is longer than the thirty-two bytes that are kept"}""", null, null)]
    public void Feed_WholeObject_KeepsWhatWasAskedFor(string json, string? name, string? inner)
    {
        var scanner = Scan(Encoding.UTF8.GetBytes(json), chunk: 1);
        Assert.Equal((true, name, inner), (scanner.IsComplete, scanner[Fields[0]], scanner[Fields[1]]));
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("0", "0")]
    [InlineData("12.75", "12")]
    [InlineData("99999999999999999999", "1000000000000")]
    [InlineData("-3", null)]
    [InlineData("1e3", null)]
    [InlineData("1.5e3", null)]
    [InlineData("true", "true")]
    [InlineData("\"12\"", "12")]
    [InlineData("[12]", null)]
    public void Feed_NumberThatIsWanted_KeepsItsWholePart(string number, string? kept)
    {
        var wanted = new JsonField(null, "ms", 8, IsNumber: true);
        var scanner = new JsonFieldScanner([wanted]);
        foreach (var b in Encoding.UTF8.GetBytes($$"""{"x":7,"ms":{{number}},"y":8}"""))
        {
            scanner.Feed([b]);
        }

        Assert.Equal((true, kept), (scanner.IsComplete, scanner[wanted]));
    }

    [Fact]
    public void Feed_ByteOrderMark_IsPassedOver() =>
        Assert.Equal("a", Scan([0xEF, 0xBB, 0xBF, .. """{"name":"a"}"""u8], chunk: 2)[Fields[0]]);

    [Fact]
    public void Feed_LongTextWhoseBeginningIsWanted_KeepsTheBeginning() =>
        Assert.Equal("12345", Scan("""{"error":"1234567890"}"""u8.ToArray(), chunk: 3)[Fields[2]]);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"name":"a""")]
    [InlineData("{\"name\":\"a\\")]
    [InlineData("""{"name":"a","inner":[1,2""")]
    public void Feed_ObjectThatStops_IsNeitherCompleteNorBad(string json)
    {
        var scanner = Scan(Encoding.UTF8.GetBytes(json), chunk: 1);
        Assert.Equal((false, false), (scanner.IsComplete, scanner.IsBad));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("hello")]
    [InlineData("""{"a" 1}""")]
    [InlineData("""{"a":1,,}""")]
    [InlineData("""{"a":[1}""")]
    [InlineData("""{"a":{]""")]
    [InlineData("""{a:1}""")]
    [InlineData("""{"a":'b'}""")]
    [InlineData("""{,}""")]
    public void Feed_NoJsonObject_IsBad(string json)
    {
        var scanner = Scan(Encoding.UTF8.GetBytes(json), chunk: 1);
        Assert.Equal((false, true), (scanner.IsComplete, scanner.IsBad));
    }

    [Fact]
    public void Feed_ListsNestedDeep_ArePassedOver()
    {
        var json = $$"""{"a":{{new string('[', 5000)}}{{new string(']', 5000)}},"name":"b"}""";
        var scanner = Scan(Encoding.UTF8.GetBytes(json), chunk: 64);
        Assert.Equal((true, "b"), (scanner.IsComplete, scanner[Fields[0]]));
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public void Feed_RecordedHookInAnyPieces_ReadsWhatSystemTextJsonReads(string line)
    {
        using var document = JsonDocument.Parse(line);
        var expected = HookInput
            .Fields.Select(field => Text(field.Parent is null ? document.RootElement : Member(document.RootElement, field.Parent), field))
            .ToList();
        foreach (var chunk in new[] { 1, 2, 3, 7, 64, 4096 })
        {
            var scanner = new JsonFieldScanner(HookInput.Fields);
            Feed(scanner, Encoding.UTF8.GetBytes(line), chunk);
            Assert.True(scanner.IsComplete);
            Assert.Equal(expected, HookInput.Fields.Select(field => scanner[field]));
        }
    }

    private static JsonElement Member(JsonElement root, string name) => root.TryGetProperty(name, out var member) ? member : default;

    private static string? Text(JsonElement holder, JsonField field)
    {
        if (holder.ValueKind is not JsonValueKind.Object || !holder.TryGetProperty(field.Name, out var value))
        {
            return null;
        }

        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False)
        {
            return value.GetRawText();
        }

        if (value.ValueKind is JsonValueKind.Number && field.IsNumber)
        {
            return value.GetRawText();
        }

        if (value.ValueKind is not JsonValueKind.String)
        {
            return null;
        }

        var text = value.GetString()!;
        return field.Whole ? text : text[..Math.Min(text.Length, field.MaxBytes)];
    }

    private static JsonFieldScanner Scan(byte[] json, int chunk)
    {
        var scanner = new JsonFieldScanner(Fields);
        Feed(scanner, json, chunk);
        return scanner;
    }

    private static void Feed(JsonFieldScanner scanner, byte[] json, int chunk)
    {
        foreach (var piece in json.Chunk(chunk))
        {
            scanner.Feed(piece);
        }
    }
}
