using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ToolTime.Recording.Json;

/// <summary>How a hook writes JSON: as the framework does, without the table of all Unicode that its own encoders make first.</summary>
internal static class HookJson
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin) };
}
