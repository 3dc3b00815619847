using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Invocation;
using ToolTime.Submissions;
using ToolTime.Usage;

namespace ToolTime.Architecture.Tests.Messages;

/// <summary>During a cluster's upgrade, servers of two versions talk to each other, so each must understand what the other sends.</summary>
public sealed class SerialisedFormTests
{
    private const int NamesOfDay = 900;
    private const int LengthOfName = 100;

    private static readonly string SnapshotPath = Path.Combine(Repository.Root, "tests/Architecture.Tests/Messages/serialised.txt");

    private static readonly Serializer Serializer = new ServiceCollection()
        .AddSerializer()
        .BuildServiceProvider()
        .GetRequiredService<Serializer>();

    /// <summary>Older servers do not understand a change here: add a property with a new id instead, or a new method.</summary>
    [Fact]
    public void Serialise_EachMessageAndCall_GivesTheFormThatWasWrittenDown() => Assert.Equal(File.ReadAllLines(SnapshotPath), Lines());

    [Fact]
    public void Deserialise_EachFormThatWasWrittenDown_GivesWhatWasSent()
    {
        foreach (var form in File.ReadAllLines(SnapshotPath).Select(line => line.Split(' ')[1]))
        {
            Assert.Equal(form, FormOf(Serializer.Deserialize<object>(Convert.FromHexString(form))!));
        }
    }

    /// <summary>A front end without a storage recognises by the type that it must answer 503.</summary>
    [Fact]
    public void Deserialise_AFaultOfStorage_IsOneAgain()
    {
        var sent = new StorageUnavailableException("full") { IsLogged = true };
        var received = Assert.IsType<StorageUnavailableException>(
            Serializer.Deserialize<object>(Serializer.SerializeToArray<object>(sent))
        );
        Assert.Equal(("full", true), (received.Message, received.IsLogged));
    }

    /// <summary>No body that an endpoint accepts is this large: it has at most 262,144 bytes.</summary>
    [Fact]
    public void Serialise_MoreThanAnyBodyHolds_IsFarFromTheLimitOfAMessage()
    {
        var counts = Enumerable
            .Range(0, NamesOfDay)
            .Select(number => new UsageCount
            {
                Dimension = Dimension.Tool,
                Name = $"{number}".PadLeft(LengthOfName, 'x'),
                Calls = 100_000,
                ObservedCalls = 100_000,
                Errors = 100_000,
                Rejections = 100_000,
            });
        var report = new UsageReport { Counts = [.. counts] };
        var days = Enumerable
            .Range(0, DayCellSubmission.MaximumDays)
            .Select(day => new DayCell
            {
                Day = new DateOnly(2026, 11, 16).AddDays(day),
                Revision = long.MaxValue,
                Report = report,
            });
        var length = Serializer
            .SerializeToArray<object>(new DayCellSubmission { Client = AgentClient.ClaudeCode, Days = days.ToImmutableArray() })
            .Length;
        Assert.InRange(length, NamesOfDay * LengthOfName, new SiloMessagingOptions().MaxMessageBodySize / 50);
    }

    /// <summary>Rewrites the forms; run by hand, and review the difference before committing it.</summary>
    [Fact(Explicit = true)]
    public void Serialise_EachMessageAndCall_IsWrittenDown() => File.WriteAllLines(SnapshotPath, Lines());

    private static IEnumerable<string> Lines() =>
        Samples.Messages.Select(message => $"{Samples.AliasOf(message)} {FormOf(Samples.From(message))}").Concat(Calls());

    private static IEnumerable<string> Calls() =>
        typeof(ISubmitterGrain)
            .Assembly.GetTypes()
            .Where(type => typeof(IInvokable).IsAssignableFrom(type) && !type.IsAbstract)
            .Select(type => CallOf((IInvokable)Activator.CreateInstance(type)!))
            .Order(StringComparer.Ordinal);

    private static string CallOf(IInvokable call)
    {
        foreach (var parameter in call.GetMethod().GetParameters().Where(parameter => parameter.ParameterType != typeof(CancellationToken)))
        {
            call.SetArgument(parameter.Position, Samples.From(parameter.ParameterType));
        }

        return $"{call.GetInterfaceName()}.{call.GetMethodName()} {FormOf(call)}";
    }

    private static string FormOf(object value) => Convert.ToHexStringLower(Serializer.SerializeToArray(value));
}
