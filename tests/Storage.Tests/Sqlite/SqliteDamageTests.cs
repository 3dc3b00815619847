using Microsoft.Data.Sqlite;
using ToolTime.Grains.Submissions;
using ToolTime.Storage.Tests.Contracts;

namespace ToolTime.Storage.Tests.Sqlite;

/// <summary>
/// What a disk or a crash does to the files: truncated and flipped logs and pages, at random places, each time on a copy. Either the start
/// is refused in one line, or what is read is what was stored; what is missing is missing from the end of the log, or is reported as
/// damaged.
/// </summary>
public sealed class SqliteDamageTests : IDisposable
{
    private const int Submissions = 60;

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("TOOLTIME_LONG") == "1";
    private static readonly int Trials = IsLong ? 10_000 : 100;

    private readonly TemporaryFolder _folder = new();
    private readonly Random _chance = Chance();

    private string BasePath => _folder.File("base.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Open_ALogCutAnywhere_HoldsExactlyWhatWasCommittedBeforeTheCut()
    {
        var lengths = await WriteAndKillAsync();
        for (var trial = 0; trial < Trials; trial++)
        {
            var cut = _chance.NextInt64(lengths[^1] + 1);
            var copy = Copy(log => log.SetLength(cut));
            await using var storage = await SqliteStorage.OpenAsync(copy);
            Assert.Equal(Enumerable.Range(0, lengths.Count(length => length <= cut)), await ReadWholeAsync(storage));
            Assert.Equal(0, storage.Database.DamagedRows);
        }
    }

    /// <summary>Each frame of the log has a checksum over all previous ones, so a flipped bit ends the log at that place.</summary>
    [Fact]
    public async Task Open_ALogWithAFlippedBit_HoldsExactlyWhatWasCommittedBeforeIt()
    {
        var lengths = await WriteAndKillAsync();
        for (var trial = 0; trial < Trials; trial++)
        {
            var place = _chance.NextInt64(lengths[^1]);
            var copy = Copy(log => Flip(log, place));
            await using var storage = await SqliteStorage.OpenAsync(copy);
            var whole = await ReadWholeAsync(storage);
            Assert.Equal(Enumerable.Range(0, whole.Count), whole);
            Assert.InRange(whole.Count, 0, lengths.Count(length => length <= place));
        }
    }

    [Fact]
    public async Task Read_AFileWithAFlippedBit_IsRefusedOrWholeOrReportsWhatIsMissing()
    {
        await WriteAsync();
        await ReadManyAsync((file, _) => Flip(file, _chance.NextInt64(file.Length)));
    }

    /// <summary>SQLite does not notice flipped bits inside values: here only pages of rows are changed, never their structure.</summary>
    [Fact]
    public async Task Read_AFlippedBitInsideARow_LeavesThatRowOutAndReportsOfIt()
    {
        await WriteAsync();
        var found = await ReadManyAsync((file, bytes) =>
        {
            var places = Enumerable.Range(0, bytes.Length - 12).Where(place => bytes.AsSpan(place, 4).SequenceEqual("Bash"u8)).ToArray();
            Flip(file, places[_chance.Next(places.Length)] + _chance.Next(12));
        });
        Assert.Equal(Trials, found);
    }

    private static Random Chance()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("TOOLTIME_SEED"), out var given) ? given : Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"TOOLTIME_SEED={seed}");
        return new(seed);
    }

    private static int CallsOf(int submitter) => 1_000 + submitter;

    /// <summary>The submitters of the day in order of submission; checks that each has the calls that it sent.</summary>
    private static async Task<List<int>> ReadWholeAsync(SqliteStorage storage)
    {
        await using var rows = await storage.Days.OpenDayAsync(Given.Monday, CancellationToken.None);
        var numbers = Enumerable.Range(0, Submissions).ToDictionary(Given.Submitter);
        var whole = new List<int>();
        foreach (var submitter in await Rows.ReadAsync(rows.Submitters))
        {
            var number = numbers[submitter.Submitter];
            Assert.Equal(CallsOf(number), submitter.Rows.Single().Report.Counts.Single().Calls);
            whole.Add(number);
        }

        return [.. whole.Order()];
    }

    private async Task<SqliteStorage> OpenBaseAsync()
    {
        // Closed once after its tables are created, so that the log contains mostly submissions.
        await using (await SqliteStorage.OpenAsync(BasePath))
        {
        }

        return await SqliteStorage.OpenAsync(BasePath);
    }

    private static async Task SubmitAsync(SqliteStorage storage, int submitter)
    {
        var stored = await storage.Submissions.SubmitAsync(
            Given.Submission(submitter, Given.Cell(Given.Monday, calls: CallsOf(submitter)))
        );
        Assert.Equal(RowOutcome.New, stored.Rows.Single().Outcome);
    }

    private async Task WriteAsync()
    {
        await using var storage = await OpenBaseAsync();
        for (var submitter = 0; submitter < Submissions; submitter++)
        {
            await SubmitAsync(storage, submitter);
        }
    }

    /// <summary>Leaves the files of a killed server, and returns the log's length when each submission was acknowledged.</summary>
    private async Task<List<long>> WriteAndKillAsync()
    {
        var lengths = new List<long>();
        await using var storage = await OpenBaseAsync();
        for (var submitter = 0; submitter < Submissions; submitter++)
        {
            await SubmitAsync(storage, submitter);
            lengths.Add(new FileInfo($"{BasePath}-wal").Length);
        }

        File.Copy(BasePath, _folder.File("killed.db"));
        File.Copy($"{BasePath}-wal", _folder.File("killed.db-wal"));
        Assert.Equal(lengths.Order(), lengths);
        return lengths;
    }

    private string Copy(Action<FileStream> damage)
    {
        var copy = _folder.File("copy.db");
        File.Copy(_folder.File("killed.db"), copy, overwrite: true);
        File.Copy(_folder.File("killed.db-wal"), $"{copy}-wal", overwrite: true);
        File.Delete($"{copy}-shm");
        using var log = File.Open($"{copy}-wal", FileMode.Open);
        damage(log);
        return copy;
    }

    /// <summary>Damages copies of the file and reads each; returns how many could be read but were incomplete.</summary>
    private async Task<int> ReadManyAsync(Action<FileStream, byte[]> damage)
    {
        var bytes = await File.ReadAllBytesAsync(BasePath);
        var copy = _folder.File("copy.db");
        var incomplete = 0;
        for (var trial = 0; trial < Trials; trial++)
        {
            await File.WriteAllBytesAsync(copy, bytes);
            using (var file = File.Open(copy, FileMode.Open))
            {
                damage(file, bytes);
            }

            incomplete += await ReadOneAsync(copy) ? 1 : 0;
        }

        return incomplete;
    }

    private static async Task<bool> ReadOneAsync(string copy)
    {
        try
        {
            await using var storage = await SqliteStorage.OpenAsync(copy);
            var whole = await ReadWholeAsync(storage);
            Assert.Equal(Submissions - whole.Count, storage.Database.DamagedRows);
            return whole.Count < Submissions;
        }
        catch (StorageUnavailableException refused)
        {
            Assert.DoesNotContain('\n', refused.Message);
            return false;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
        }
    }

    private void Flip(FileStream file, long place)
    {
        file.Position = place;
        var flipped = file.ReadByte() ^ (1 << _chance.Next(8));
        file.Position = place;
        file.WriteByte((byte)flipped);
    }
}
