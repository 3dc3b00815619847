using System.Text;
using ToolTime.Transcripts.Scanning;
using ZstdSharp;

namespace ToolTime.Transcripts.Tests.Index;

/// <summary>What the index makes of transcripts that change between two runs.</summary>
public sealed class UsageIndexTests
{
    [Fact]
    public void Read_NothingNew_ReadsNothing()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1"));
        var first = test.Read();
        Assert.Equal(first with { BytesRead = 0 }, test.Read());
    }

    [Fact]
    public void Read_FileThatGrew_ReadsOnlyWhatIsNew()
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1"), Lines.Response("2"));
        test.Read();
        var added = Lines.Response("3") + "\n";
        File.AppendAllText(path, added);
        var read = test.Read();
        Assert.Equal((3, 30, added.Length), (read.Responses, read.Input, read.BytesRead));
    }

    [Fact]
    public void Read_ResponseThatGrewBetweenRuns_CountsItsLargestOnly()
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1", output: 1));
        Assert.Equal(1, test.Read().Output);
        File.AppendAllText(path, Lines.Response("1", output: 250) + "\n");
        var read = test.Read();
        Assert.Equal((1, 250), (read.Responses, read.Output));
    }

    [Fact]
    public void Read_CallThatEndedBetweenRuns_IsObserved()
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1", content: Lines.Call("t1", "Bash")));
        Assert.Equal((1, 0), (test.Read().Calls, test.Read().Observed));
        File.AppendAllText(path, Lines.Result("t1", isError: true) + "\n");
        var read = test.Read();
        Assert.Equal((1, 1, 1), (read.Calls, read.Observed, read.Errors));
    }

    [Fact]
    public void Read_LineWrittenInThreePieces_CountsOnceItIsWhole()
    {
        using var test = new TranscriptHome();
        var line = Lines.Response("1") + "\n";
        var path = test.Write("s.jsonl");
        foreach (var piece in new[] { line[..20], line[20..200], line[200..] })
        {
            File.AppendAllText(path, piece);
            var read = test.Read();
            Assert.Equal(piece.EndsWith('\n') ? (1, 0) : (0, 1), (read.Responses, read.Skipped.Unfinished));
        }
    }

    [Fact]
    public void Read_FileThatShrank_IsReadAgainAndItsOldCountsStay()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1"), Lines.Response("2"));
        test.Read();
        test.Write("s.jsonl", Lines.Response("2"));
        Assert.Equal(2, test.Read().Responses);
        test.Write("s.jsonl", Lines.Response("3"));
        Assert.Equal(3, test.Read().Responses);
    }

    [Fact]
    public void Read_FileReplacedByALongerOne_IsReadFromItsBeginning()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1"));
        test.Read();
        test.Write("s.jsonl", Lines.Response("2"), Lines.Response("3"), Lines.Response("4"));
        Assert.Equal(4, test.Read().Responses);
    }

    [Fact]
    public void Read_FileReplacedByOneThatOnlyBeginsAlike_IsReadFromItsBeginning()
    {
        using var test = new TranscriptHome();
        var beginning = Enumerable.Range(0, 10).Select(n => Lines.Response($"{n}")).ToList();
        test.Write("s.jsonl", [.. beginning, Lines.Response("a")]);
        Assert.Equal(11, test.Read().Responses);
        test.Write("s.jsonl", [.. beginning, Lines.Response("b"), Lines.Response("c")]);
        Assert.Equal(13, test.Read().Responses);
    }

    [Fact]
    public void Read_FileThatRotated_CountsNothingTwice()
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1"), Lines.Response("2"));
        test.Read();
        File.Move(path, test.Claude("s.1.jsonl"));
        test.Write("s.jsonl", Lines.Response("3"));
        Assert.Equal(3, test.Read().Responses);
    }

    [Fact]
    public void Read_TranscriptThatWasDeleted_ItsDaysStay()
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1", content: Lines.Call("t1", "Bash")), Lines.Result("t1"));
        var first = test.Read();
        File.Delete(path);
        Assert.Equal(first with { BytesRead = 0 }, test.Read());
        Assert.Equal(first with { BytesRead = 0 }, test.Read());
    }

    [Fact]
    public void Read_FileThatCannotBeRead_IsCountedAndNotTakenForRead()
    {
        using var test = new TranscriptHome();
        Directory.CreateDirectory(test.Claude("s.jsonl"));
        var file = new TranscriptFile(TranscriptFormats.All[0], test.Claude("s.jsonl"), 100, 1, "s", "p");
        var reading = new TranscriptReader().Read(file, known: null);
        Assert.Equal((1, false), (reading.Skipped.Unreadable, reading.IsComplete));
        var gone = new TranscriptReader().Read(file with { Path = test.Claude("gone.jsonl") }, known: null);
        Assert.Equal((default, false), (gone.Skipped, gone.IsComplete));
    }

    [Theory]
    [InlineData("s.jsonl.zst", "claude/projects/-home-dev-shop")]
    [InlineData("opencode.db", "user/.local/share/opencode")]
    public void Read_FileThatIsBroken_IsReadAgainOnceItChanges(string name, string folder)
    {
        using var test = new TranscriptHome();
        var path = test.In(Path.Combine(folder, name));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, [.. Enumerable.Range(0, 50_000).Select(i => (byte)(i * 31))]);
        Assert.Equal((1, 1), (test.Scan().FilesDue, test.Read().Skipped.Unreadable));
        Assert.Equal((0, 1), (test.Scan().FilesDue, test.Read().Skipped.Unreadable));
        File.AppendAllText(path, "x");
        Assert.Equal((1, 1), (test.Scan().FilesDue, test.Read().Skipped.Unreadable));
    }

    [Fact]
    public void Read_FolderNamedLikeATranscript_IsNone()
    {
        using var test = new TranscriptHome();
        Directory.CreateDirectory(test.Claude("folder.jsonl"));
        File.CreateSymbolicLink(test.Claude("nowhere.jsonl"), test.In("missing"));
        test.Write("s.jsonl", Lines.Response("1"));
        Assert.Equal(1, test.Read().Responses);
    }

    [Fact]
    public void Read_FileThatALinkLeadsTo_IsReadOnWhenItGrows()
    {
        using var test = new TranscriptHome();
        Directory.CreateDirectory(test.In("store"));
        File.WriteAllText(test.In("store/s.jsonl"), Lines.Response("1") + "\n");
        Directory.CreateDirectory(Path.GetDirectoryName(test.Claude("s.jsonl"))!);
        File.CreateSymbolicLink(test.Claude("s.jsonl"), test.In("store/s.jsonl"));
        Assert.Equal(1, test.Read().Responses);

        File.AppendAllText(test.In("store/s.jsonl"), Lines.Response("2") + "\n");
        Assert.Equal(2, test.Read().Responses);
    }

    [Fact]
    public void Read_FolderThatMayNotBeEntered_IsSaid()
    {
        // Nothing is closed to root.
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("It needs a folder that may not be entered.");
            return;
        }

        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1"));
        var closed = test.In("claude/projects/-closed");
        Directory.CreateDirectory(closed);
        File.SetUnixFileMode(closed, UnixFileMode.None);
        var read = test.Read();
        File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal((1, 1), (read.Responses, read.Skipped.Unreadable));
    }

    [Fact]
    public void Read_LineLongerThanTheBuffer_Counts()
    {
        using var test = new TranscriptHome();
        var text = $$"""{"type":"text","text":"{{new string('x', 3_000_000)}}"}""";
        test.Write("s.jsonl", Lines.Response("1", content: text), Lines.Response("2"));
        Assert.Equal(2, test.Read().Responses);
    }

    [Fact]
    public void Read_EndlessLine_IsPassedOver()
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1"));
        using (var file = new FileStream(path, FileMode.Append))
        {
            var block = new byte[1024 * 1024];
            Array.Fill(block, (byte)'x');
            for (var i = 0; i < 65; i++)
            {
                file.Write(block);
            }

            file.Write("\n"u8);
        }

        File.AppendAllText(path, Lines.Response("2") + "\n");
        var read = test.Read();
        Assert.Equal((2, 1), (read.Responses, read.Skipped.Torn));
    }

    [Fact]
    public void Read_EndlessLineOfACompressedTranscript_IsPassedOverAndNothingElse()
    {
        using var test = new TranscriptHome();
        var path = test.Claude("s.jsonl.zst");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var compressed = File.Create(path))
        using (var file = new CompressionStream(compressed))
        {
            file.Write(Encoding.UTF8.GetBytes(Lines.Response("1") + "\n"));
            var block = new byte[1024 * 1024];
            Array.Fill(block, (byte)'x');
            for (var i = 0; i < 65; i++)
            {
                file.Write(block);
            }

            file.Write(Encoding.UTF8.GetBytes($"\n{Lines.Response("2")}\n{Lines.Response("3")}\n"));
        }

        var read = test.Read();
        Assert.Equal((3, 1), (read.Responses, read.Skipped.Torn));
    }

    [Fact]
    public void Run_FileReplacedByAShorterOne_TakesNoBytesBack()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", [.. Enumerable.Range(0, 50).Select(i => Lines.Response($"{i}"))]);
        test.Read();
        test.Write("s.jsonl", Lines.Response("a"));
        Assert.Equal((1, 0), (test.Scan().FilesDue, test.Scan().Progress.Read));
    }

    [Fact]
    public void Read_ManyFilesInAnyOrder_IsTheSameAsOneByOne()
    {
        using var whole = new TranscriptHome();
        using var steps = new TranscriptHome();
        for (var i = 0; i < 40; i++)
        {
            // Neighbours share responses, as forks do.
            string[] lines =
            [
                Lines.Response($"{i}", output: i),
                Lines.Response($"{i + 1}", output: 50 - i),
                Lines.Response($"{i % 7}-shared"),
            ];
            whole.Write($"{i}.jsonl", lines);
            steps.Write($"{i}.jsonl", lines);
            steps.Read();
        }

        Assert.Equal(whole.Read() with { BytesRead = 0 }, steps.Read());
    }
}
