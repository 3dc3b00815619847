using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ToolTime.Recording.Json;

/// <summary>Writes a hook's JSON as the framework does, but without the table of all Unicode that its encoders build first.</summary>
internal static class HookJson
{
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin) };
}
