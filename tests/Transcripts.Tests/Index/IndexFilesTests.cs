using ToolTime.Transcripts.Index;
using ToolTime.Transcripts.Scanning;

namespace ToolTime.Transcripts.Tests.Index;

/// <summary>What happens to the index when its own files are damaged.</summary>
public sealed class IndexFilesTests
{
    [Fact]
    public void Save_StoppedBeforeItsLastStep_LeavesTheOldIndex()
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1"));
        test.Read();
        var before = Files(test);

        // What a save has written when it is interrupted before it replaces the catalog.
        File.AppendAllText(path, Lines.Response("2") + "\n");
        new IndexStore(test.Home).Write((2026 * 12) + 10, 2, new MonthRows(new(), new()), MonthCells.Empty);
        File.WriteAllText(Path.Combine(test.Home.UsageIndex, "2026-11.3.rows.1-x.tmp"), "half");

        Assert.Equal(2, test.Read().Responses);
        Assert.Equal(before.Select(name => name.Replace(".1.", ".2.", StringComparison.Ordinal)), Files(test));
    }

    [Fact]
    public void Save_NothingNew_WritesNothing()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1"));
        test.Read();
        File.WriteAllText(Path.Combine(test.Home.UsageIndex, "x.tmp"), "");
        test.Read();
        Assert.Contains("x.tmp", Files(test));
    }

    [Fact]
    public void Save_OnlyTheMonthsThatChanged_AreWritten()
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1", at: "2026-10-10T10:00:00.000Z"), Lines.Response("2"));
        test.Read();
        File.AppendAllText(path, Lines.Response("3") + "\n");
        test.Read();
        Assert.Equal(["2026-10.1.rows", "2026-10.1.sums", "2026-11.2.rows", "2026-11.2.sums", "catalog", "lock"], Files(test));
    }

    /// <summary>As `tooltime serve` does, which saves repeatedly.</summary>
    [Fact]
    public void Save_OfOneIndexAgain_WritesWhatChangedSince()
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1", at: "2026-10-10T10:00:00.000Z"), Lines.Response("2"));
        var store = new IndexStore(test.Home);
        using var held = store.Lock(TimeSpan.FromSeconds(30));
        var index = new UsageIndex(store, store.Catalog());
        Scan();
        index.Save();

        File.AppendAllText(path, Lines.Response("3") + "\n");
        Scan();
        var catalog = Path.Combine(test.Home.UsageIndex, "catalog");
        File.Move(catalog, catalog + "-away");
        Directory.CreateDirectory(Path.Combine(catalog, "in the way"));
        Assert.ThrowsAny<Exception>(index.Save);
        Directory.Delete(catalog, recursive: true);
        index.Save();

        Assert.Equal(
            ["2026-10.1.rows", "2026-10.1.sums", "2026-11.3.rows", "2026-11.3.sums"],
            Files(test).Where(name => name.StartsWith("2026", StringComparison.Ordinal))
        );
        Assert.Equal(3, new UsageIndex(store, store.Catalog()).Responses(0).Count());

        void Scan() => new TranscriptScan(index, test.Environment.GetValueOrDefault).Run(() => { });
    }

    [Fact]
    public void Read_DamagedSums_AreMadeAgainOfTheRows()
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1"));
        var first = test.Read();
        File.Delete(path);
        Damage(test, "2026-11.1.sums");
        Assert.Equal(first with { BytesRead = 0 }, test.Read(save: false));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_DamagedRows_AreFoundWhenTheyAreNeeded(bool isMissing)
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1"));
        test.Read();
        if (isMissing)
        {
            File.Delete(Path.Combine(test.Home.UsageIndex, "2026-11.1.rows"));
        }
        else
        {
            Damage(test, "2026-11.1.rows");
        }

        File.AppendAllText(path, Lines.Response("2") + "\n");

        var store = new IndexStore(test.Home);
        var index = new UsageIndex(store, store.Catalog());
        new TranscriptScan(index, test.Environment.GetValueOrDefault).Run(() => { });
        Assert.Equal(["2026-11"], index.Damaged);
    }

    [Fact]
    public void Catalog_Damaged_IsFound()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1"));
        test.Read();
        var path = Path.Combine(test.Home.UsageIndex, "catalog");
        var whole = File.ReadAllBytes(path);
        for (var cut = 0; cut < whole.Length; cut += 7)
        {
            File.WriteAllBytes(path, whole[..cut]);
            Assert.Throws<InvalidDataException>(() => new IndexStore(test.Home).Catalog());
        }

        for (var place = 0; place < whole.Length; place++)
        {
            var changed = (byte[])whole.Clone();
            changed[place] ^= 0x10;
            File.WriteAllBytes(path, changed);
            Assert.ThrowsAny<Exception>(() => new IndexStore(test.Home).Catalog());
        }
    }

    [Fact]
    public void Catalog_OfANewerVersion_IsRefused()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1"));
        test.Read();
        var path = Path.Combine(test.Home.UsageIndex, "catalog");
        var content = File.ReadAllBytes(path);
        content[12]++;
        File.WriteAllBytes(path, content);
        Assert.Throws<NewerIndexException>(() => new IndexStore(test.Home).Catalog());
    }

    [Fact]
    public void Catalog_OfOlderReaders_HasTranscriptsReadAnewAndKeepsTheirDays()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1"));
        var gone = test.Write("gone.jsonl", Lines.Response("2"));
        var first = test.Read();
        File.Delete(gone);

        Outdate(test);
        Assert.Equal(first with { BytesRead = new FileInfo(test.Claude("s.jsonl")).Length }, test.Read());
    }

    /// <summary>As `tooltime serve` does, which scans repeatedly.</summary>
    [Fact]
    public void Catalog_OfOlderReaders_IsReadAgainOnce()
    {
        using var test = new TranscriptHome();
        var path = test.Write("s.jsonl", Lines.Response("1"));
        var gone = test.Write("gone.jsonl", Lines.Response("2"));
        test.Read();
        File.Delete(gone);
        Outdate(test);

        var store = new IndexStore(test.Home);
        var index = new UsageIndex(store, store.Catalog());
        new TranscriptScan(index, test.Environment.GetValueOrDefault).Run(() => { });
        File.AppendAllText(path, Lines.Response("3") + "\n");
        var again = new TranscriptScan(index, test.Environment.GetValueOrDefault);
        again.Run(() => { });
        index.Save();

        Assert.Equal(3, ReadUsage.From(index, again).Responses);
        Assert.Equal(3, test.Read().Responses);
    }

    [Fact]
    public void Catalog_OfOlderReaders_LosesNothingWhereItIsNotReadToTheEnd()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1"));
        var gone = test.Write("gone.jsonl", Lines.Response("2"));
        var first = test.Read();
        File.Delete(gone);
        Outdate(test);

        var store = new IndexStore(test.Home);
        var index = new UsageIndex(store, store.Catalog());
        index.ForgetTranscripts();
        index.Save();
        test.Read(save: false);

        Assert.Equal(first with { BytesRead = 0 }, test.Read() with { BytesRead = 0 });
    }

    /// <summary>A gateway may number responses from 1 in each session.</summary>
    [Fact]
    public void Catalog_OfOlderReaders_KeepsALostSessionWhoseNumbersAnotherRepeats()
    {
        using var test = new TranscriptHome();
        var gone = test.Write("gone.jsonl", Lines.Response("1"));
        var first = test.Read();
        test.Write("s.jsonl", Lines.Response("1", at: "2026-11-10T12:00:00.000Z"));
        Assert.Equal((1, 2), (first.Responses, test.Read().Responses));
        File.Delete(gone);

        Outdate(test);
        Assert.Equal((2, 20), (test.Read().Responses, test.Read().Input));
    }

    [Fact]
    public void Catalog_OfOlderReaders_KeepsWhatClientsSaidOfCosts()
    {
        using var test = new TranscriptHome();
        test.Write("s.jsonl", Lines.Response("1"), Cost(0.1m));
        var gone = test.Write("gone.jsonl", Lines.Response("2"), Cost(0.2m));
        test.Read();
        File.Delete(gone);
        test.Write("s.jsonl", Lines.Response("1"));
        Outdate(test);
        test.Read();

        var store = new IndexStore(test.Home);
        Assert.Equal([200_000], store.Catalog().ClientCosts.Values.Select(cost => cost.Micros));

        static string Cost(decimal usd) =>
            $$$"""{"type":"cost-state","modelUsage":{"claude-opus-4-6":{"inputTokens":10,"outputTokens":5,"costUSD":{{{usd}}}}},"hasUnknownModelCost":false}""";
    }

    /// <summary>What a fork repeats of a session whose transcript is gone is known from what was set aside.</summary>
    [Theory]
    [InlineData("75-codex-fork-with-a-copy-under-new-times")]
    [InlineData("190-codex-fork-of-a-session-months-ago")]
    [InlineData("196-codex-child-with-the-parents-counts-under-new-times")]
    public void Catalog_OfOlderReaders_CountsNoForkOfALostSessionTwice(string name)
    {
        using var test = new TranscriptHome();
        test.CopyFrom(Path.Combine(AppContext.BaseDirectory, "fixtures", "odd-transcripts", name));
        var first = test.Read();
        var rollouts = Directory.EnumerateFiles(test.In("codex"), "*.jsonl", SearchOption.AllDirectories);
        File.Delete(rollouts.Order(StringComparer.Ordinal).First());

        Outdate(test);
        Assert.Equal(first with { BytesRead = 0 }, test.Read() with { BytesRead = 0 });
    }

    // Every version of the format that was ever stored must be readable.
    [Theory]
    [InlineData("index-1", 0)]
    [InlineData("index-2", 1)]
    [InlineData("index-3", 1)]
    public void Read_IndexOfAnOlderVersion_IsWhatItWas(string name, int skills)
    {
        using var test = new TranscriptHome();
        Directory.CreateDirectory(test.Home.UsageIndex);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "fixtures", name)))
        {
            File.Copy(path, Path.Combine(test.Home.UsageIndex, Path.GetFileName(path)));
        }

        var expected = new ReadUsage
        {
            Responses = 3,
            Input = 30,
            Output = 16,
            Calls = 2,
            Observed = 1,
            Errors = 1,
            Skills = skills,
        };
        Assert.Equal(expected, test.Read());
        // What the stored keys know does not count again.
        test.Write("t.jsonl", Lines.Response("1"), Lines.Response("4"));
        Assert.Equal(expected with { Responses = 4, Input = 40, Output = 21 }, test.Read() with { BytesRead = 0 });
    }

    // As an older version of the program left it.
    private static void Outdate(TranscriptHome test) =>
        new IndexStore(test.Home)
            .Catalog()
            .Write(Path.Combine(test.Home.UsageIndex, "catalog"), readerVersion: IndexCatalog.ReaderVersion - 1);

    private static IEnumerable<string> Files(TranscriptHome test) =>
        Directory.EnumerateFiles(test.Home.UsageIndex).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private static void Damage(TranscriptHome test, string name)
    {
        var path = Path.Combine(test.Home.UsageIndex, name);
        var content = File.ReadAllBytes(path);
        content[content.Length / 2] ^= 1;
        File.WriteAllBytes(path, content);
    }
}
