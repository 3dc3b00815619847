using System.Text.Json;

namespace ToolTime.Transcripts.OpenCode;

/// <summary>
/// The messages of OpenCode, and of the Kilo CLI, before they had a database: `storage/message/&lt;session&gt;/&lt;message&gt;.json`. What
/// was moved into a database counts once. Their calls, which are in files of their own, are not read.
/// </summary>
internal sealed class OpenCodeFiles(OpenCodeFormat database) : ILineFormat
{
    private const string FileStart = "msg_";
    private const string Ending = ".json";

    public string Client => database.Client;

    public IEnumerable<TranscriptRoot> Roots(Func<string, string?> environment) =>
        database.Home(environment) is { } home ? [TranscriptRoot.Lines(Path.Combine(home, "storage", "message"), Placed, IsMessage)] : [];

    public bool Read(ReadOnlySpan<byte> line, TranscriptReading reading)
    {
        using var json = JsonLine.Parse(line);
        var message = json.RootElement;
        if (message.Text("role") is not "assistant" || message.Get("time").Whole("created") is not { } at)
        {
            return true;
        }

        reading.State.Folder ??= message.Get("path").Text("cwd");
        if (OpenCodeResponse.Read(message, message.Text("modelID"), at, reading) is not { } last)
        {
            return !OpenCodeResponse.IsForeign(message);
        }

        var responses = new OpenCodeMessage(last, message.Text("modelID"), at);
        AddSteps(reading.File.Path, responses);
        foreach (var response in responses.Responses())
        {
            reading.Add(response);
        }

        return true;
    }

    /// <summary>Adds the steps of a message, which are in `storage/part/&lt;message&gt;/`, in the order of their names.</summary>
    private static void AddSteps(string message, OpenCodeMessage responses)
    {
        var storage = Path.GetFullPath(Path.Combine(message, "..", "..", ".."));
        var parts = Path.Combine(storage, "part", Path.GetFileNameWithoutExtension(message));
        if (!Directory.Exists(parts))
        {
            return;
        }

        try
        {
            foreach (var file in Directory.GetFiles(parts, "*" + Ending).Order(StringComparer.Ordinal))
            {
                using var part = JsonLine.Parse(File.ReadAllBytes(file));
                if (part.RootElement.Text("type") is "step-finish")
                {
                    responses.AddStep(part.RootElement);
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            // What was read so far counts, and the message's own tokens.
        }
    }

    private static bool IsMessage(ReadOnlySpan<char> name) =>
        name.StartsWith(FileStart, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal);

    private TranscriptFile Placed(string path, long length, long writtenAt) =>
        new(this, path, length, writtenAt, Path.GetFileName(Path.GetDirectoryName(path)!), UnknownModel.Name) { IsDocument = true };
}
