using ToolTime.Monitor.Insights.Sentiment;

namespace ToolTime.Monitor.Tests.Insights;

public sealed class SentimentTests : IDisposable
{
    private readonly Conversation _talk = new();

    public void Dispose() => _talk.Dispose();

    [Fact]
    public void Score_OfLabelledMessagesThatNothingWasTunedOn_IsPreciseEnough()
    {
        var messages = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "fixtures", "messages", "messages.tsv"))
            .Select(line => line.Split('\t'))
            .Where(parts => parts[0] is "held-out")
            .Select(parts => (IsFrustrated: parts[1] is "frustrated", Score: UserSentiment.Score(parts[3].Replace("\\n", "\n", StringComparison.Ordinal))))
            .Where(message => message.Score is not null)
            .Select(message => (message.IsFrustrated, IsFound: message.Score <= UserSentiment.Frustrated))
            .ToList();
        var right = messages.Count(message => message is (true, true));
        Assert.True(messages.Count >= 200);
        Assert.True(right >= 0.8 * messages.Count(message => message.IsFound));
        Assert.True(right >= 0.7 * messages.Count(message => message.IsFrustrated));
    }

    [Theory]
    [InlineData("Bitte erkläre mir kurz, was diese Funktion macht.")]
    [InlineData("これはまだ動きません")]
    [InlineData("```\nthis is useless\n```")]
    [InlineData("")]
    public void Score_AnotherLanguageOrNoWords_IsNull(string message) => Assert.Null(UserSentiment.Score(message));

    [Theory]
    [InlineData("Here is the log:\nERROR: this is useless, you broke it\nTraceback: stupid thing")]
    [InlineData("A user wrote \"this app is garbage and useless\". Find out why.")]
    [InlineData("Run `this is ridiculous` once.")]
    public void Score_WhatOthersSaid_DoesNotCount(string message) => Assert.Equal(0, UserSentiment.Score(message));

    [Theory]
    [InlineData("The root cause is the cache; all tests pass.", 1)]
    [InlineData("I think it might be the cache.", 0.2)]
    public void Confidence_OfModels_GoesByHedges(string message, double expected) => Assert.Equal(expected, ModelConfidence.Score(message));

    [Fact]
    public void Health_OfAConversationThatGoesBadly_IsTheProductOfItsParts()
    {
        _talk.Say("Add a button.");
        for (var i = 0; i < 4; i++)
        {
            _talk.Bash("npm test", fails: true);
        }

        _talk.Say("This is useless, you broke it again.");
        for (var i = 0; i < 3; i++)
        {
            _talk.Bash($"git push {i}", denied: "user-rejected");
        }

        _talk.Say("I told you twice!!");
        _talk.Bash("ls");

        var said = _talk.Document(scores: true).Sentiment!;
        var session = Assert.Single(said.Sessions);
        // Two of three messages, three of eight calls refused, three repeats.
        Assert.Equal((0.67, 0.38, 0.38, 0.0), (session.Corrections, session.Rejections, session.Repeats, session.Loops));
        Assert.Equal(Math.Round(0.33 * 0.62 * 0.62, 2), session.ConversationHealth);
        Assert.Equal((3, 2), (said.Messages, said.Frustrated));
        Assert.Equal(("shop", 3), (Assert.Single(said.Days).Project, said.Days[0].Messages));
        Assert.Equal("conversation.health", Assert.Single(said.Find()).Kind);
    }

    [Fact]
    public void Health_OfAConversationThatGoesWell_IsNoInsight()
    {
        for (var i = 0; i < 4; i++)
        {
            _talk.Say("Add a button.");
            _talk.Bash($"npm test {i}");
        }

        var said = _talk.Document(scores: true).Sentiment!;
        Assert.Equal(1, said.ConversationHealth);
        Assert.Empty(said.Find());
    }

    [Fact]
    public void Sentiment_ThatIsOff_IsNotThere()
    {
        _talk.Say("This is useless, you broke it again.");
        _talk.Answer();

        Assert.Null(_talk.Document().Sentiment);
        Assert.All(_talk.Sessions().SelectMany(session => session.Texts), text => Assert.Null(text.Score));
    }
}
