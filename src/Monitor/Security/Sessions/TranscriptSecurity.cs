using System.Text.Json;
using ToolTime.Monitor.Security.Boundaries;
using ToolTime.Monitor.Security.Checking;
using ToolTime.Monitor.Security.Tools;
using ToolTime.Recording.Calls;
using ToolTime.Recording.Json;
using ToolTime.Transcripts;

namespace ToolTime.Monitor.Security.Sessions;

/// <summary>Reads a transcript and evaluates each call in it. For one thread.</summary>
internal sealed class TranscriptSecurity
{
    private const int MostFolders = 1024;

    // The text that a tool writes into a file is sufficiently judged by its first part.
    private const int LongestInput = 4 * 1024 * 1024;

    private readonly SecurityEngine _engine;
    private readonly DateTimeOffset _since;
    private readonly Dictionary<string, string> _projects = new(StringComparer.Ordinal);
    private readonly TranscriptReader _reader;
    private List<ReadCallSecurity> _calls = [];
    private string? _first;

    public TranscriptSecurity(SecurityEngine engine, DateTimeOffset since)
    {
        (_engine, _since) = (engine, since);
        _reader = new TranscriptReader(Take);
    }

    /// <summary>A transcript's calls, and the refused ones.</summary>
    public (IReadOnlyList<ReadCallSecurity> Calls, IReadOnlyList<IdHash> Denied, bool IsComplete) Read(TranscriptFile file)
    {
        (_calls, _first) = ([], null);
        var reading = _reader.Read(file, known: null);
        var denied = reading.Sessions.Append(reading).SelectMany(part => part.Outcomes)
            .Where(outcome => outcome.Outcome is CallOutcome.Rejection).Select(outcome => outcome.Key).ToList();
        return (_calls, denied, reading.IsComplete);
    }

    private void Take(in CallInput input)
    {
        var at = DateTimeOffset.FromUnixTimeSeconds(input.At);
        _first ??= input.Folder;
        if (at < _since || input.Json.Length > LongestInput)
        {
            return;
        }

        JsonDocument document;
        try
        {
            document = ForeignJson.Parse(input.Json.ToArray());
        }
        catch (JsonException)
        {
            // The model's arguments may be invalid JSON; the agent refuses such a call.
            return;
        }

        using (document)
        {
            var project = input.Folder is { Length: > 0 } folder ? ProjectOf(folder) : null;
            var findings = _engine.Evaluate(
                new CheckedCall { ToolName = input.Tool, Input = document.RootElement, Cwd = input.Folder ?? "", Project = project });
            var target = findings.Count == 0 ? "" : string.Join('\n', findings.Select(finding => finding.Why));
            _calls.Add(new ReadCallSecurity(input.Key, input.Session, at, input.Tool, project, findings, target));
        }
    }

    /// <summary>
    /// The project of a folder: without a repository, the folder in which the transcript starts, if it contains this one.
    /// </summary>
    private string ProjectOf(string folder)
    {
        if (_projects.TryGetValue(folder, out var known))
        {
            return known;
        }

        var project = RepositoryFolder.Find(folder);
        if (project == folder && _first is { } first && ProjectBoundary.IsWithin(folder, first))
        {
            project = RepositoryFolder.Find(first);
        }

        if (_projects.Count < MostFolders)
        {
            _projects[folder] = project;
        }

        return project;
    }
}

/// <summary>A call as read from a transcript.</summary>
/// <param name="Key">Identifies the call; its result and copies share it.</param>
/// <param name="Session">The session that it belongs to.</param>
/// <param name="At">When it was made.</param>
/// <param name="Tool">The tool's name.</param>
/// <param name="Project">The project's folder; null if unknown.</param>
/// <param name="Findings">What was found in it.</param>
/// <param name="Target">What it concerns; distinguishes different targets.</param>
internal sealed record ReadCallSecurity(
    IdHash Key, string Session, DateTimeOffset At, string Tool, string? Project, IReadOnlyList<Finding> Findings, string Target);
